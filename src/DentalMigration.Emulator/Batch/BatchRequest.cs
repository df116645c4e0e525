using DentalMigration.Emulator.Errors;

namespace DentalMigration.Emulator.Batch;

/// <summary>One request inside a batch.</summary>
internal sealed record BatchRequest(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte> Body, string? ContentId)
{
    public static BatchRequest Parse(MultipartPart part)
    {
        string? type = part.Header("Content-Type");
        if (type is null || !type.StartsWith("application/http", StringComparison.OrdinalIgnoreCase))
        {
            throw Fault.BatchMalformed($"a part has the content type '{type}'.");
        }
        ReadOnlyMemory<byte> rest = part.Body;
        string line;
        do
        {
            if (!MultipartReader.TryLine(ref rest, out line))
            {
                throw Fault.BatchMalformed("a part has no request line.");
            }
        }
        while (line.Length == 0);
        int method = line.IndexOf(' ', StringComparison.Ordinal);
        int version = line.LastIndexOf(" HTTP/", StringComparison.OrdinalIgnoreCase);
        if (method <= 0 || version <= method)
        {
            throw Fault.BatchMalformed("a request line is not valid.");
        }
        MultipartPart inner = MultipartReader.Parse(rest);
        return new(line[..method].ToUpperInvariant(), line[(method + 1)..version].Trim(), inner.Headers, inner.Body,
            part.Header("Content-ID") ?? inner.Header("Content-ID"));
    }

    /// <summary>The absolute URL, whichever of the allowed forms the part uses.</summary>
    public Uri Resolve(string root, IReadOnlyDictionary<string, string>? contentIds)
    {
        string target = Target;
        if (target.StartsWith('$') && target != "$batch" && !target.StartsWith("$metadata", StringComparison.Ordinal))
        {
            int end = target.IndexOfAny(['/', '?']);
            string name = end < 0 ? target[1..] : target[1..end];
            target = contentIds is not null && contentIds.TryGetValue(name, out string? address)
                ? address + (end < 0 ? "" : target[end..]) : throw Fault.UnknownContentId("$" + name);
        }
        if (target.Length > 65_536)
        {
            throw Fault.UrlTooLong();
        }
        Uri? url = target.StartsWith("http:", StringComparison.OrdinalIgnoreCase)
            || target.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
            ? Absolute(target)
            : target.StartsWith('/') ? Absolute(new Uri(root).GetLeftPart(UriPartial.Authority) + target) : Absolute(root + target);
        return url ?? throw Fault.BatchMalformed("a URL is not valid.");
    }

    private static Uri? Absolute(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? url) ? url : null;
}
