using System.Globalization;

namespace DentalMigration.Emulator.Query;

/// <summary>Where the next page starts: after a rowid (natural order) or after a number of rows. Opaque to clients.</summary>
/// <param name="Page">Number of the page to come, from 2.</param>
/// <param name="AfterRow">Last rowid seen; 0 when counting rows.</param>
/// <param name="Offset">Rows seen.</param>
internal sealed record SkipToken(int Page, long AfterRow, long Offset)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"<cookie pagenumber=\"{Page}\" pagingcookie=\"%3ccookie%20page%3d%22{Page - 1}%22%3e%3crow%20last%3d%22{AfterRow}%22%20seen%3d%22{Offset}%22%2f%3e%3c%2fcookie%3e\" istracking=\"False\" />");

    public static SkipToken? Parse(string text)
    {
        string plain = Uri.UnescapeDataString(text);
        return Number(plain, "pagenumber=\"") is { } page && Number(plain, "last=\"") is { } last && Number(plain, "seen=\"") is { } seen
            ? new((int)page, last, seen) : null;
    }

    private static long? Number(string text, string before)
    {
        int start = text.IndexOf(before, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }
        start += before.Length;
        int end = text.IndexOf('"', start);
        return end > start && long.TryParse(text.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture,
            out long value) ? value : null;
    }
}
