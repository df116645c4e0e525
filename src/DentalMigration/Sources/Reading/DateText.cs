namespace DentalMigration.Sources.Reading;

/// <summary>
/// Reads calendar days and moments from text. Knows <c>31.12.2024</c>, <c>1.2.24</c>, <c>12/31/2024</c>, <c>2024-12-31</c> and
/// <c>20241231</c>, each with an optional time after a space or <c>T</c>. A year written first is always year-month-day; otherwise the
/// column's order decides, never the value.
/// </summary>
internal static class DateText
{
    /// <summary>Reads a day, and the time of day where one is written.</summary>
    /// <param name="text">Trimmed text.</param>
    /// <param name="order">Order of the parts in this column.</param>
    /// <param name="latestYear">The latest year a two-digit year can mean.</param>
    /// <param name="day">The day.</param>
    /// <param name="time">The time of day; midnight where none is written.</param>
    public static bool TryRead(ReadOnlySpan<char> text, DateOrder order, int latestYear, out DateOnly day, out TimeOnly time)
    {
        time = default;
        int end = text.IndexOfAny(' ', 'T');
        if (end > 0)
        {
            ReadOnlySpan<char> rest = text[(end + 1)..].Trim();
            if (!TimeText.TryRead(rest, out time))
            {
                day = default;
                return false;
            }

            text = text[..end];
        }

        return TryReadDay(text, order, latestYear, out day);
    }

    /// <summary>Splits a day into its three numbers as written.</summary>
    /// <param name="text">Text such as <c>31.12.2024</c>; anything after a space or <c>T</c> is left aside.</param>
    /// <param name="parts">The numbers, in written order.</param>
    /// <param name="yearDigits">How many digits the year has: the first part's when it has four, else the last part's.</param>
    public static bool TrySplit(ReadOnlySpan<char> text, out (int First, int Second, int Third) parts, out int yearDigits)
    {
        parts = default;
        yearDigits = 0;
        int end = text.IndexOfAny(' ', 'T');
        if (end > 0)
        {
            text = text[..end];
        }

        if (text.Length == 8 && TryDigits(text, out int compact))
        {
            parts = (compact / 10000, compact / 100 % 100, compact % 100);
            yearDigits = 4;
            return true;
        }

        int one = text.IndexOfAny('.', '/', '-');
        if (one < 1)
        {
            return false;
        }

        int two = text[(one + 1)..].IndexOf(text[one]) + one + 1;
        if (two <= one + 1
            || !TryDigits(text[..one], out int first)
            || !TryDigits(text[(one + 1)..two], out int second)
            || !TryDigits(text[(two + 1)..], out int third))
        {
            return false;
        }

        parts = (first, second, third);
        int last = text.Length - two - 1;
        yearDigits = one == 4 ? 4 : last;
        return two - one - 1 <= 2 && (one == 4 ? last <= 2 : one <= 2 && last is 2 or 4);
    }

    /// <summary>True where every digit is a zero: <c>00.00.0000</c>, which systems write for "no date".</summary>
    public static bool IsZero(ReadOnlySpan<char> text) =>
        TrySplit(text, out (int First, int Second, int Third) parts, out _) && parts is (0, 0, 0);

    private static bool TryReadDay(ReadOnlySpan<char> text, DateOrder order, int latestYear, out DateOnly day)
    {
        day = default;
        if (!TrySplit(text, out (int First, int Second, int Third) parts, out int yearDigits))
        {
            return false;
        }

        bool yearFirst = parts.First > 31 || text.IndexOfAny('.', '/', '-') is 4 or -1;
        (int year, int month, int dayOfMonth) = yearFirst
            ? (parts.First, parts.Second, parts.Third)
            : order == DateOrder.MonthDayYear ? (parts.Third, parts.First, parts.Second) : (parts.Third, parts.Second, parts.First);
        if (yearDigits == 2)
        {
            year += latestYear / 100 * 100;
            year -= year > latestYear ? 100 : 0;
        }

        if (year is < 1 or > 9999 || month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        day = new DateOnly(year, month, dayOfMonth);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        if (text.IsEmpty || text.Length > 8)
        {
            return false;
        }

        foreach (char c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            number = (number * 10) + (c - '0');
        }

        return true;
    }
}
