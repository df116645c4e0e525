namespace DentalMigration.Mapping.NamedValues;

/// <summary>The value maps of a map: those that have a name, and those that stand in a column.</summary>
public static class ValueMapList
{
    /// <summary>All of them, the named first. Columns of one name with the same values are one.</summary>
    /// <param name="map">The map.</param>
    public static IReadOnlyList<ValueMapUse> Of(MigrationMap map)
    {
        List<(ObjectMap Object, ColumnMap Column)> columns = [.. map.Objects.SelectMany(o => o.Columns.Where(c => c.Values is not null).Select(c => (o, c)))];
        ILookup<string, (ObjectMap, ColumnMap)> named = columns.Where(c => ValueMapNames.IsNamed(map, c.Column)).ToLookup(c => c.Column.ValueMap!, StringComparer.Ordinal);
        return
        [
            .. (map.ValueMaps ?? new Dictionary<string, IReadOnlyDictionary<string, int>>()).Select(m => Use(m.Key, true, m.Value ?? new Dictionary<string, int>(), named[m.Key])),
            .. columns.Where(c => !ValueMapNames.IsNamed(map, c.Column)).GroupBy(c => (c.Column.Column, Text(c.Column.Values!)))
                .Select(g => Use(g.Key.Column, false, g.First().Column.Values!, g)),
        ];
    }

    private static ValueMapUse Use(string name, bool isNamed, IReadOnlyDictionary<string, int> values, IEnumerable<(ObjectMap Object, ColumnMap Column)> users)
    {
        Dictionary<int, string> labels = [];
        foreach ((int value, string label) in users.SelectMany(u => (u.Column.Create?.Options ?? new Dictionary<int, string>()).Concat(u.Column.InsertOptions ?? new Dictionary<int, string>())))
        {
            labels.TryAdd(value, label);
        }

        return new ValueMapUse(name, isNamed, values, labels, [.. users.Select(u => $"{u.Object.Object}.{u.Column.Column}")]);
    }

    private static string Text(IReadOnlyDictionary<string, int> values) => string.Join('\n', values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => FormattableString.Invariant($"{v.Key}\t{v.Value}")));
}
