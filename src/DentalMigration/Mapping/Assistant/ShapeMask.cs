namespace DentalMigration.Mapping.Assistant;

/// <summary>What a value looks like, without the value: capitals become <c>A</c>, other letters <c>a</c>, digits <c>9</c>; signs stay.</summary>
public static class ShapeMask
{
    private const int Longest = 24;
    private const int Shown = 3;

    /// <summary><c>Ayşe</c> → <c>Aaaa</c>; <c>05.03.1987</c> → <c>99.99.9999</c>. A long one is cut.</summary>
    public static string Of(string text) => string.Concat(text.Take(Longest).Select(c =>
        char.IsUpper(c) ? 'A' : char.IsLetter(c) ? 'a' : char.IsDigit(c) ? '9' : char.IsWhiteSpace(c) ? ' ' : char.IsAscii(c) && !char.IsControl(c) ? c : '?'));

    /// <summary>The shapes most of the values have.</summary>
    public static IReadOnlyList<string> Commonest(IEnumerable<string> values) =>
        [.. values.Select(Of).GroupBy(s => s).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(Shown).Select(g => g.Key)];
}
