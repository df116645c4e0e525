using System.Text;

namespace DentalMigration.Dataverse.Tests.Support;

/// <summary>What the scripted server does with a request: bytes to send, and whether to close then. No bytes and no close: it never answers.</summary>
internal sealed record Reply(byte[] Bytes, bool Close)
{
    public const string Id = "11111111-2222-3333-4444-555555555555";

    /// <summary>Closes the connection after reading the request.</summary>
    public static Reply Drop { get; } = new([], Close: true);

    /// <summary>Leaves the request unanswered.</summary>
    public static Reply Silence { get; } = new([], Close: false);

    /// <summary>204 with the id of a row, as for a create.</summary>
    public static Reply Created(string set = "contacts") =>
        With(204, string.Empty, $"OData-EntityId: http://127.0.0.1/api/data/v9.2/{set}({Id})");

    public static Reply NoContent { get; } = With(204, string.Empty);

    public static Reply Json(string json, params string[] headers) =>
        With(200, json, ["Content-Type: application/json; odata.metadata=minimal", .. headers]);

    public static Reply Error(int status, string code, string message = "text", params string[] headers) =>
        With(status, $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}"}}""", ["Content-Type: application/json", .. headers]);

    public static Reply Throttled(params string[] headers) => Error(429, "0x80072322", "Number of requests exceeded", headers);

    public static Reply Multipart(int status, string body) => With(status, body, "Content-Type: multipart/mixed; boundary=batchresponse_1");

    public static Reply With(int status, string body, params string[] headers)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        string length = status == 204 ? string.Empty : $"Content-Length: {bytes.Length}\r\n";
        string head = $"HTTP/1.1 {status} X\r\n{string.Concat(headers.Select(header => header + "\r\n"))}{length}\r\n";
        return new Reply([.. Encoding.UTF8.GetBytes(head), .. bytes], Close: false);
    }

    public static Reply Raw(string text, bool close = false) => new(Encoding.UTF8.GetBytes(text), close);
}
