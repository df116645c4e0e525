namespace DentalMigration.Profiling.Values;

/// <summary>What one tooth number says about the notation it is written in.</summary>
[Flags]
internal enum ToothEvidence
{
    /// <summary>A tooth in neither notation.</summary>
    None = 0,

    /// <summary>A tooth in FDI.</summary>
    Fdi = 1,

    /// <summary>A tooth in Universal.</summary>
    Universal = 2,

    /// <summary>A quadrant, a jaw or the whole mouth, as the health insurance writes them: <c>10</c>, <c>1234</c>.</summary>
    Region = 4,

    /// <summary>A tooth in FDI and in no other notation: 33–38, 41–48, 51–85.</summary>
    ProvesFdi = 8,

    /// <summary>A tooth in Universal and in no other notation: 1–9, 19, 29, A–T.</summary>
    ProvesUniversal = 16,
}

/// <summary>Recognises tooth numbers. Never says which tooth one is: that takes a declared notation.</summary>
internal static class ToothText
{
    private static readonly System.Buffers.SearchValues<char> Separators = System.Buffers.SearchValues.Create(" ,;/+-");

    /// <summary>What the numbers of a cell say; of several (<c>11,12</c>) what all of them are and what any of them proves.</summary>
    public static ToothEvidence Of(ReadOnlySpan<char> text)
    {
        const ToothEvidence proofs = ToothEvidence.ProvesFdi | ToothEvidence.ProvesUniversal;
        ToothEvidence all = ToothEvidence.Fdi | ToothEvidence.Universal | ToothEvidence.Region;
        ToothEvidence any = ToothEvidence.None;
        int teeth = 0;
        while (!text.IsEmpty)
        {
            int end = text.IndexOfAny(Separators);
            ReadOnlySpan<char> part = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            if (part.IsEmpty)
            {
                continue;
            }

            teeth++;
            ToothEvidence evidence = OfOne(part[0] == '#' ? part[1..] : part);
            all &= evidence;
            any |= evidence & proofs;
        }

        return teeth == 0 ? ToothEvidence.None : all | any;
    }

    private static ToothEvidence OfOne(ReadOnlySpan<char> text)
    {
        if (text.Length == 1 && char.ToUpperInvariant(text[0]) is >= 'A' and <= 'T')
        {
            return ToothEvidence.Universal | ToothEvidence.ProvesUniversal;
        }

        if (text.Length is 0 or > 4 || !int.TryParse(text, System.Globalization.NumberStyles.None, null, out int number))
        {
            return ToothEvidence.None;
        }

        bool isFdi = (number / 10, number % 10) is (>= 1 and <= 4, >= 1 and <= 8) or (>= 5 and <= 8, >= 1 and <= 5);
        bool isUniversal = number is >= 1 and <= 32;
        bool isRegion = number is 10 or 20 or 30 or 40 or 50 or 60 or 70 or 80 or 1020 or 3040 or 1234 or 5060 or 7080 or 5678;
        return (isFdi ? ToothEvidence.Fdi : 0)
            | (isUniversal ? ToothEvidence.Universal : 0)
            | (isRegion ? ToothEvidence.Region : 0)
            | (isFdi && !isUniversal ? ToothEvidence.ProvesFdi : 0)
            | (isUniversal && !isFdi && !isRegion ? ToothEvidence.ProvesUniversal : 0);
    }
}
