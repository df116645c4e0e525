using System.Collections.Frozen;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Reading;

/// <summary>The words of a catalog that stand for no value, for yes and for no, ready for looking up.</summary>
internal sealed class FieldWords
{
    private readonly FrozenSet<string> _empty;
    private readonly FrozenSet<string> _emptyFolded;
    private readonly FrozenDictionary<string, bool> _flags;
    private readonly FrozenDictionary<string, bool> _foldedFlags;
    private readonly int _longestEmpty;

    public FieldWords(SystemCatalog catalog, CatalogField field)
    {
        string[] empty = [.. catalog.Empty, .. field.Empty ?? []];
        _empty = empty.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _emptyFolded = empty.Where(IsWord).Select(HeaderFold.Fold).ToFrozenSet(StringComparer.Ordinal);
        _longestEmpty = empty.Max(e => (int?)e.Length) ?? 0;
        EmptyDays = empty
            .Select(e => DateText.TryRead(e, catalog.DateOrder, field.LatestYear, out DateOnly day, out _) ? day : (DateOnly?)null)
            .OfType<DateOnly>()
            .ToFrozenSet();
        Dictionary<string, bool> flags = new(StringComparer.OrdinalIgnoreCase);
        (IReadOnlyList<string>, bool)[] lists = [(catalog.True, true), (catalog.False, false), (field.True ?? [], true), (field.False ?? [], false)];
        foreach ((IReadOnlyList<string> words, bool flag) in lists)
        {
            foreach (string word in words)
            {
                flags[word] = flag;
            }
        }

        _flags = flags.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _foldedFlags = flags.Where(f => IsWord(f.Key))
            .GroupBy(f => HeaderFold.Fold(f.Key))
            .ToFrozenDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal);
    }

    /// <summary>Days that stand for no date, such as 1 January 1900 of a birth.</summary>
    public FrozenSet<DateOnly> EmptyDays { get; }

    /// <summary>True where the text stands for no value.</summary>
    public bool IsEmpty(string text) => text.Length <= _longestEmpty
        && (_empty.Contains(text) || (!char.IsAscii(text[0]) && IsWord(text) && _emptyFolded.Contains(HeaderFold.Fold(text))));

    /// <summary>Yes, no, or null where the text is neither.</summary>
    public bool? Flag(string text) => _flags.TryGetValue(text, out bool flag)
        || (IsWord(text) && _foldedFlags.TryGetValue(HeaderFold.Fold(text), out flag))
        ? flag
        : null;

    private static bool IsWord(string text) => text.Length > 0 && char.IsLetter(text[0]);
}
