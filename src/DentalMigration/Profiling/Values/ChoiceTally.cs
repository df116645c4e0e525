using DentalMigration.Systems;

namespace DentalMigration.Profiling.Values;

/// <summary>The values of a column with their counts, as long as they are few and short; forgotten as soon as they are not.</summary>
internal sealed class ChoiceTally
{
    private const int MostShown = 20;
    private const int LongestShown = 100;

    private Dictionary<string, long>? _values = new(StringComparer.Ordinal);

    /// <summary>The values, most frequent first; empty where they are too many.</summary>
    public IReadOnlyList<ValueCount> Values => _values is null ? [] : [.. _values
        .Select(v => new ValueCount(v.Key, v.Value))
        .OrderByDescending(v => v.Count)
        .ThenBy(v => v.Value, StringComparer.Ordinal)];

    /// <summary>Free text may hold anything about a person, so only short choices and flags are shown.</summary>
    public static bool MayShow(CatalogField field) =>
        !field.IdentifiesPerson && field.Type is FieldType.Text or FieldType.Boolean or FieldType.Code or FieldType.Integer;

    /// <summary>Counts a value.</summary>
    public void Add(string text, long count)
    {
        if (_values is null)
        {
            return;
        }

        if (text.Length > LongestShown || (_values.Count == MostShown && !_values.ContainsKey(text)))
        {
            _values = null;
            return;
        }

        _values[text] = _values.GetValueOrDefault(text) + count;
    }
}
