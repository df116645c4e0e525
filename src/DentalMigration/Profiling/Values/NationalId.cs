namespace DentalMigration.Profiling.Values;

/// <summary>The Turkish national id (TC kimlik): eleven digits, the last two of which check the others.</summary>
internal static class NationalId
{
    /// <summary>True where there are eleven digits, the first is not zero and both check digits are right.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.Length != 11 || text[0] == '0')
        {
            return false;
        }

        int odd = 0;
        int even = 0;
        for (int i = 0; i < 9; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                return false;
            }

            odd += i % 2 == 0 ? text[i] - '0' : 0;
            even += i % 2 == 1 ? text[i] - '0' : 0;
        }

        int tenth = text[9] - '0';
        int eleventh = text[10] - '0';
        return ((((odd * 7) - even) % 10) + 10) % 10 == tenth && (odd + even + tenth) % 10 == eleventh;
    }

    /// <summary>True where it is what people type to get past the field: at most two different digits, as in <c>11111111110</c>.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<char> text)
    {
        int digits = 0;
        foreach (char c in text)
        {
            digits |= 1 << (c & 15);
        }

        return System.Numerics.BitOperations.PopCount((uint)digits) <= 2;
    }
}
