using System.Text;

namespace DentalMigration.Emulator.Tests.Fuzz;

/// <summary>One request below the Web API's root.</summary>
internal sealed record FuzzRequest(string Method, string Url, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public const string Root = "http://localhost/api/data/v9.2/";

    /// <summary>A batch may have written although it failed.</summary>
    public bool IsBatch => Uri.UnescapeDataString(Url).TrimStart('/').StartsWith("$batch", StringComparison.Ordinal);

    /// <summary>Whether it could have written.</summary>
    public bool IsWrite => Method != "GET";

    /// <summary>The status; null when not even a URL can be made of it.</summary>
    public async Task<(int Status, string Body)?> SendAsync(EmbeddedDataverse dataverse)
    {
        if (!Uri.TryCreate(Root + Url, UriKind.Absolute, out Uri? url))
        {
            return null;
        }
        using var body = new MemoryStream(Body);
        EmulatorResponse answer = await dataverse.HandleAsync(new(Method, url, Headers, body), TestContext.Current.CancellationToken);
        return (answer.StatusCode, answer.StatusCode >= 500 ? Encoding.UTF8.GetString(answer.Body.Span) : "");
    }

    public override string ToString()
    {
        string body = Encoding.UTF8.GetString(Body);
        return $"{Method} {(Url.Length > 500 ? Url[..500] + "…" : Url)} [{string.Join("; ", Headers.Select(h => $"{h.Key}: {h.Value}"))}] {(body.Length > 1500 ? body[..1500] + "…" : body)}";
    }
}
