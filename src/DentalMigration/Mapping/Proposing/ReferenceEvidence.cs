using DentalMigration.Systems;

namespace DentalMigration.Mapping.Proposing;

/// <summary>
/// What values tell across files: the key of an object is different in every record, and what refers to an object has values that are keys of
/// it.
/// </summary>
internal sealed class ReferenceEvidence(SystemCatalog catalog)
{
    private const int FewestValues = 10;
    private const double Weight = 2;

    private readonly Dictionary<string, HashSet<string>> _keys = new(StringComparer.Ordinal);

    /// <summary>Remembers the keys of an object from a column that surely holds them.</summary>
    public void AddKeys(string objectName, IReadOnlyList<string> values) =>
        (_keys.TryGetValue(objectName, out HashSet<string>? keys) ? keys : _keys[objectName] = new(StringComparer.Ordinal)).UnionWith(values.Select(v => v.Trim()));

    /// <summary>What to add to the log-odds of a field.</summary>
    /// <param name="o">The object the column is of.</param>
    /// <param name="field">The field it may be.</param>
    /// <param name="values">The column's values.</param>
    public double Of(CatalogObject o, string field, IReadOnlyList<string> values)
    {
        if (values.Count < FewestValues)
        {
            return 0;
        }

        HashSet<string> distinct = [.. values.Select(v => v.Trim())];
        if (o.Key is [var key] && key == field)
        {
            return distinct.Count < values.Count * 0.9 ? -Weight : 0;
        }

        string? target = o.References.FirstOrDefault(r => r.Field == field)?.Object;
        return target is not null && catalog[target].Key.Count == 1 && _keys.TryGetValue(target, out HashSet<string>? keys)
            ? Weight * ((2.0 * distinct.Count(keys.Contains) / distinct.Count) - 1)
            : 0;
    }
}
