using System.Globalization;

namespace DentalMigration.Emulator.Files;

/// <summary>A <c>Content-Range</c>: first and last byte and the whole size. An empty last chunk ends before it begins.</summary>
internal readonly record struct ContentRange(long First, long Last, long Size)
{
    public static ContentRange? Parse(string? header)
    {
        if (header is null || !header.StartsWith("bytes ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        string[] parts = header["bytes ".Length..].Split('-', '/');
        return parts.Length == 3 && Number(parts[0]) is { } first && Number(parts[1]) is { } last && Number(parts[2]) is { } size
            && last >= first - 1 && last < size ? new(first, last, size) : null;
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;
}
