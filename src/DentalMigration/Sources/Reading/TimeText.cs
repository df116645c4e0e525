namespace DentalMigration.Sources.Reading;

/// <summary>
/// Reads a time of day from text: <c>14:30</c>, <c>14.30</c>, <c>1430</c>, <c>9:05:30</c>, <c>02:30 PM</c>, <c>02:30P</c>, <c>9:05 a.m.</c>
/// </summary>
internal static class TimeText
{
    /// <summary>Reads a time of day.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out TimeOnly time)
    {
        time = default;
        bool? afternoon = Half(ref text);
        int hour;
        int minute;
        if (text.Length == 4 && text.IndexOfAnyExceptInRange('0', '9') < 0)
        {
            hour = ((text[0] - '0') * 10) + text[1] - '0';
            minute = ((text[2] - '0') * 10) + text[3] - '0';
            text = [];
        }
        else if (!TryPart(ref text, 1, out hour) || !TryPart(ref text, 2, out minute))
        {
            return false;
        }

        int second = 0;
        if (!text.IsEmpty)
        {
            int fraction = text.IndexOfAny('.', ',');
            ReadOnlySpan<char> seconds = fraction > 0 ? text[..fraction] : text;
            if (!TryPart(ref seconds, 2, out second) || !seconds.IsEmpty)
            {
                return false;
            }
        }

        if (afternoon is bool isAfternoon)
        {
            if (hour is < 1 or > 12)
            {
                return false;
            }

            hour = (hour % 12) + (isAfternoon ? 12 : 0);
        }

        if (hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        time = new TimeOnly(hour, minute, second);
        return true;
    }

    /// <summary>Takes <c>AM</c>, <c>p.m.</c>, <c>P</c> or the like off the end: true after noon, null where there is none.</summary>
    private static bool? Half(ref ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> rest = text.TrimEnd('.');
        if (rest is [.., 'm' or 'M'])
        {
            rest = rest[..^1].TrimEnd('.');
        }

        if (rest is not [.., 'a' or 'A' or 'p' or 'P'])
        {
            return null;
        }

        text = rest[..^1].TrimEnd();
        return rest[^1] is 'p' or 'P';
    }

    /// <summary>Takes one or two digits and the sign after them off the front.</summary>
    private static bool TryPart(ref ReadOnlySpan<char> text, int least, out int number)
    {
        number = 0;
        int digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            number = (number * 10) + (text[digits++] - '0');
            if (digits > 2)
            {
                return false;
            }
        }

        if (digits < least || (digits < text.Length && text[digits] is not (':' or '.')))
        {
            return false;
        }

        if (digits == text.Length - 1)
        {
            return false;
        }

        text = text[Math.Min(digits + 1, text.Length)..];
        return true;
    }
}
