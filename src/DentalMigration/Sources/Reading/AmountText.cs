namespace DentalMigration.Sources.Reading;

/// <summary>
/// Reads numbers written for people: <c>1.250,00</c>, <c>(125,50)</c>, <c>1.750,00-</c>, <c>75.00 CR</c>, <c>%10</c>, <c>₺ 1250</c>. The
/// decimal sign is the column's; the other sign may only group thousands by three, so <c>12.5</c> in a column with <c>,</c> is malformed, not 125.
/// </summary>
internal static class AmountText
{
    private const int MostDigits = 28;

    /// <summary>Reads a number.</summary>
    /// <param name="text">Trimmed text.</param>
    /// <param name="decimalSign">The sign before the fraction: <c>,</c> or <c>.</c>.</param>
    /// <param name="currency">Words and signs that may stand before or after.</param>
    /// <param name="amount">The number.</param>
    public static bool TryRead(ReadOnlySpan<char> text, char decimalSign, IReadOnlyList<string> currency, out decimal amount)
    {
        amount = 0;
        text = Strip(text, currency, out bool negative);
        char groupSign = decimalSign == ',' ? '.' : ',';
        int point = text.IndexOf(decimalSign);
        ReadOnlySpan<char> whole = point < 0 ? text : text[..point];
        ReadOnlySpan<char> fraction = point < 0 ? [] : text[(point + 1)..];
        int digits = 0;
        int group = -1;
        foreach (char c in whole)
        {
            if (c == groupSign || c is '\u00a0' or '\u202f' or '\'')
            {
                if (group is 0 || (group < 0 && digits is 0 or > 3) || group is > 0 and not 3)
                {
                    return false;
                }

                group = 0;
                continue;
            }

            if (!Append(ref amount, ref digits, c))
            {
                return false;
            }

            group += group < 0 ? 0 : 1;
        }

        if (group >= 0 && group != 3)
        {
            return false;
        }

        decimal unit = 1;
        foreach (char c in fraction)
        {
            if (!Append(ref amount, ref digits, c))
            {
                return false;
            }

            unit *= 10;
        }

        if (digits == 0 || (point >= 0 && fraction.IsEmpty))
        {
            return false;
        }

        amount = (negative ? -amount : amount) / unit;
        return true;
    }

    /// <summary>Takes sign, brackets, percent and currency off, leaving digits and separators.</summary>
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text, IReadOnlyList<string> currency, out bool negative)
    {
        negative = false;
        text = StripCurrency(text.Trim(), currency);
        if (text is ['(', .., ')'])
        {
            negative = true;
            text = StripCurrency(text[1..^1].Trim(), currency);
        }
        else if (text is [.., 'C' or 'c', 'R' or 'r'])
        {
            negative = true;
            text = text[..^2].TrimEnd();
        }
        else if (text is ['-' or '\u2212', ..])
        {
            negative = true;
            text = StripCurrency(text[1..].TrimStart(), currency);
        }
        else if (text is [.., '-' or '\u2212'])
        {
            negative = true;
            text = text[..^1].TrimEnd();
        }
        else if (text is ['+', ..])
        {
            text = text[1..];
        }

        return text is ['%', ..] ? text[1..].TrimStart() : text is [.., '%'] ? text[..^1].TrimEnd() : text;
    }

    private static ReadOnlySpan<char> StripCurrency(ReadOnlySpan<char> text, IReadOnlyList<string> currency)
    {
        if (text.IsEmpty || (char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1])))
        {
            return text;
        }

        foreach (string word in currency)
        {
            if (text.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return text[..^word.Length].TrimEnd();
            }

            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return text[word.Length..].TrimStart();
            }
        }

        return text;
    }

    private static bool Append(ref decimal amount, ref int digits, char c)
    {
        if (!char.IsAsciiDigit(c) || ++digits > MostDigits)
        {
            return false;
        }

        amount = (amount * 10) + (c - '0');
        return true;
    }
}
