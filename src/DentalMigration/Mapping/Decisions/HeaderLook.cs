using System.Buffers;

namespace DentalMigration.Mapping.Decisions;

/// <summary>Tells headers from values that stand where headers should, as in a file that has none.</summary>
internal static class HeaderLook
{
    private const int ManyDigits = 4;
    private const int LongestHeader = 60;

    private static readonly SearchValues<char> InNumbers = SearchValues.Create("0123456789.,:/-+() ");

    /// <summary>True where the text looks like a value: an address, a date, a number, a sentence.</summary>
    public static bool IsData(string header)
    {
        int digits = header.Count(char.IsAsciiDigit);
        return header.Contains('@', StringComparison.Ordinal) || header.Length > LongestHeader || digits >= ManyDigits
            || (digits > 0 && header.AsSpan().IndexOfAnyExcept(InNumbers) < 0);
    }

    /// <summary>True where so many of a row's texts look like values that it is no header.</summary>
    public static bool IsRecord(IReadOnlyList<string> headers) => headers.Count(IsData) is var data && (data >= 2 || data * 4 > headers.Count);
}
