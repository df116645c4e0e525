using System.Text;

namespace DentalMigration.Emulator;

/// <summary>One HTTP answer as bytes.</summary>
public sealed class EmulatorResponse
{
    private readonly List<KeyValuePair<string, string>> _headers = [];

    internal EmulatorResponse(int statusCode) => StatusCode = statusCode;

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; internal set; }

    /// <summary>All headers, Content-Type included; Content-Length is left to the host.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>The body; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; internal set; }

    /// <summary>True when the host is to drop the connection instead of answering (an injected fault).</summary>
    public bool Aborted { get; internal set; }

    /// <summary>The Content-Length that the host is to tell although the body is shorter, closing the connection after it (an injected fault);
    /// null where the body's own length holds.</summary>
    public long? DeclaredLength { get; internal set; }

    internal const string JsonType = "application/json; odata.metadata=minimal";

    internal static EmulatorResponse NoContent() => new(204);

    internal static EmulatorResponse Json(int status, ReadOnlyMemory<byte> body) =>
        new EmulatorResponse(status) { Body = body }.With("Content-Type", JsonType);

    internal static EmulatorResponse Text(string text) =>
        new EmulatorResponse(200) { Body = Encoding.UTF8.GetBytes(text) }.With("Content-Type", "text/plain");

    internal EmulatorResponse With(string name, string value)
    {
        _headers.Add(new(name, value));
        return this;
    }

    internal string? Header(string name)
    {
        foreach (KeyValuePair<string, string> header in _headers)
        {
            if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return header.Value;
            }
        }
        return null;
    }
}
