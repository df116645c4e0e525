using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DentalMigration.Tests.Golden;

/// <summary>Requests as a reviewer reads them: method and address, the headers that matter, the body indented.</summary>
internal static partial class RequestTrace
{
    private const string Root = "/api/data/v9.2/";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Telling = ["MSCRM", "If-", "Prefer", "x-ms-file-name", "x-ms-transfer-mode", "Content-Range"];

    /// <summary>The request, or null where it only reads.</summary>
    public static string? Of(HttpRequestMessage request, string body)
    {
        if (request.Method == HttpMethod.Get)
        {
            return null;
        }

        string url = Uri.UnescapeDataString(request.RequestUri!.PathAndQuery).Replace(Root, "", StringComparison.Ordinal);
        if (url == "$batch")
        {
            string[] parts = [.. Parts(request, body).Select(Part).OfType<string>()];
            return parts.Length == 0 ? null : $"POST $batch\n{Headers(Names(request))}\n{string.Join("\n", parts.Select(Shift))}";
        }

        return $"{request.Method} {url}\n{Headers(Names(request))}{Body(request.Content?.Headers.ContentType?.MediaType, request.Content?.Headers.ContentLength, body)}";
    }

    private static IEnumerable<string> Parts(HttpRequestMessage request, string body)
    {
        string boundary = request.Content!.Headers.ContentType!.Parameters.Single(p => p.Name == "boundary").Value!.Trim('"');
        return body.Split("--" + boundary).Skip(1).SkipLast(1);
    }

    /// <summary>A request in a batch, without the lines around it.</summary>
    private static string? Part(string part)
    {
        string[] lines = part.ReplaceLineEndings("\n").TrimStart('\n').Split('\n');
        int start = Array.IndexOf(lines, "") + 1;
        int end = Array.IndexOf(lines, "", start);
        string line = lines[start].Replace(" HTTP/1.1", "", StringComparison.Ordinal);
        line = Uri.UnescapeDataString(line.Replace("http://localhost", "", StringComparison.Ordinal)).Replace(Root, "", StringComparison.Ordinal);
        return line.StartsWith("GET", StringComparison.Ordinal)
            ? null
            : $"{line}\n{Headers(lines[(start + 1)..end])}{Body("application/json", null, string.Join('\n', lines[end..]).Trim())}";
    }

    private static IEnumerable<string> Names(HttpRequestMessage request) =>
        request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []).Select(h => $"{h.Key}: {string.Join(",", h.Value)}");

    private static string Headers(IEnumerable<string> headers) => string.Concat(headers
        .Where(h => Telling.Any(t => h.StartsWith(t, StringComparison.OrdinalIgnoreCase)) && !h.StartsWith("If-None-Match: null", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(h => h + "\n"));

    private static string Body(string? type, long? length, string body) => body.Length == 0 ? ""
        : type == "application/json" ? Pretty(body)
        : $"({type}, {length} bytes)\n";

    private static string Pretty(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return LongText().Replace(JsonSerializer.Serialize(document, Indented), text => $"{text.Value[..20]}… ({text.Length} characters)") + "\n";
    }

    private static string Shift(string text) => string.Concat(text.TrimEnd('\n').Split('\n').Select(line => $"  {line}\n"));

    /// <summary>A file's content.</summary>
    [GeneratedRegex("[A-Za-z0-9+/=]{1000,}")]
    private static partial Regex LongText();
}
