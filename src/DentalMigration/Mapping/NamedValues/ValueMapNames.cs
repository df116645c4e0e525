namespace DentalMigration.Mapping.NamedValues;

/// <summary>
/// The names of value maps. A map that was read has their words in its columns' <see cref="ColumnMap.Values"/>, where all that maps rows looks
/// for them; what is written, and what a hash covers, has the names.
/// </summary>
internal static class ValueMapNames
{
    /// <summary>The map with the words of the value maps that its columns name; a name that is not there stays without.</summary>
    public static MigrationMap Expand(MigrationMap map) => map.ValueMaps is null ? map : map with { Objects = Expand(map.Objects, map) };

    /// <summary>Objects with the words of the value maps of <paramref name="map"/> that their columns name.</summary>
    public static IReadOnlyList<ObjectMap> Expand(IReadOnlyList<ObjectMap> objects, MigrationMap map) =>
        Changed(objects, c => c is { ValueMap: not null, Values: null }, c => c with { Values = Find(map, c.ValueMap) });

    /// <summary>The map as it is written: a column that names a value map does not repeat its words.</summary>
    public static MigrationMap Fold(MigrationMap map) =>
        map.ValueMaps is null ? map : map with { Objects = Changed(map.Objects, c => IsNamed(map, c), c => c with { Values = null }) };

    /// <summary>A column of another map, with this map's words of the name; where it has none, with the words it brought.</summary>
    public static ColumnMap Adopt(MigrationMap map, ColumnMap column) => column.ValueMap is null ? column
        : Find(map, column.ValueMap) is { } values ? column with { Values = values }
        : column with { ValueMap = null };

    /// <summary>True where the column's words are those of the value map it names, not its own.</summary>
    public static bool IsNamed(MigrationMap map, ColumnMap column) => column.Values is { } values && ReferenceEquals(values, Find(map, column.ValueMap));

    /// <summary>Why the column's words are not those of a value map though it names one; null where all is well.</summary>
    public static (string Code, string Message)? Fault(MigrationMap map, ColumnMap column) =>
        column.ValueMap is not { } name || IsNamed(map, column) ? null
        : Find(map, name) is null ? ("ValueMapUnknown", $"there is no value map '{name}'. {(map.ValueMaps is { Count: > 0 } maps
            ? $"There are: {string.Join(", ", maps.Keys)}. Name one of them, or add it to 'valueMaps'"
            : $"The map has none. Add '{name}' to 'valueMaps', or list the words in 'values'")}.")
        : ("ValuesTwice", $"it has 'values' of its own and names the value map '{name}', which also says what each word becomes. Remove one of the two.");

    private static IReadOnlyDictionary<string, int>? Find(MigrationMap map, string? name) => name is null ? null : map.ValueMaps?.GetValueOrDefault(name);

    private static IReadOnlyList<ObjectMap> Changed(IReadOnlyList<ObjectMap> objects, Func<ColumnMap, bool> which, Func<ColumnMap, ColumnMap> change)
    {
        ColumnMap[] Each(IReadOnlyList<ColumnMap> columns) => [.. columns.Select(c => which(c) ? change(c) : c)];
        return [.. objects.Select(o => o with { Columns = Each(o.Columns), Proposed = o.Proposed is { } proposed ? Each(proposed) : null })];
    }
}
