using System.Buffers;
using System.Globalization;
using System.Text;

namespace DentalMigration.Emulator.Batch;

/// <summary>Writes the multipart answer of a batch or of a change set.</summary>
internal sealed class BatchWriter(string boundary)
{
    private readonly ArrayBufferWriter<byte> _body = new(4096);

    public string Boundary => boundary;

    public void Add(EmulatorResponse response, string? contentId)
    {
        Line("--" + boundary);
        Line("Content-Type: application/http");
        Line("Content-Transfer-Encoding: binary");
        if (contentId is not null)
        {
            Line("Content-ID: " + contentId);
        }
        Line("");
        Line(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {response.StatusCode} {Reason(response.StatusCode)}"));
        foreach (KeyValuePair<string, string> header in response.Headers)
        {
            Line($"{header.Key}: {header.Value}");
        }
        if (response.Header("OData-Version") is null)
        {
            Line("OData-Version: 4.0");
        }
        Line("");
        _body.Write(response.Body.Span);
        Line("");
    }

    /// <summary>Adds the answers of a change set as one nested part.</summary>
    public void AddNested(BatchWriter nested)
    {
        Line("--" + boundary);
        Line("Content-Type: multipart/mixed; boundary=" + nested.Boundary);
        Line("");
        _body.Write(nested.Finish());
        Line("");
    }

    public byte[] Finish()
    {
        Line("--" + boundary + "--");
        return _body.WrittenSpan.ToArray();
    }

    private void Line(string text)
    {
        _body.Write(Encoding.UTF8.GetBytes(text));
        _body.Write("\r\n"u8);
    }

    private static string Reason(int status) => status switch
    {
        200 => "OK", 201 => "Created", 204 => "No Content", 206 => "Partial Content", 304 => "Not Modified", 400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden", 404 => "Not Found", 405 => "Method Not Allowed", 412 => "Precondition Failed", 413 => "Payload Too Large",
        429 => "Too Many Requests", 500 => "Internal Server Error", 501 => "Not Implemented", 503 => "Service Unavailable", _ => "Unknown",
    };
}
