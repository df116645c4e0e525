using DentalMigration.Mapping;
using DentalMigration.Systems;

namespace DentalMigration.Schema.Interface;

/// <summary>A table as people will see it: what the forms and views of it are built from. Computed from the map alone.</summary>
internal sealed record TableShape
{
    public required string Table { get; init; }

    /// <summary>How the map makes the table; null for a standard table.</summary>
    public TableCreation? Create { get; init; }

    /// <summary>The objects whose records are rows of it.</summary>
    public required IReadOnlyList<ObjectMap> Objects { get; init; }

    /// <summary>The columns the map makes, in its order.</summary>
    public required IReadOnlyList<ColumnMap> Columns { get; init; }

    /// <summary>Custom tables whose rows point to rows of this one, with the lookup that does.</summary>
    public required IReadOnlyList<(string Table, TableCreation Create, ColumnMap Lookup)> Children { get; init; }

    /// <summary>The columns of the migration itself: source keys, scope, owner state.</summary>
    public required IReadOnlySet<string> Own { get; init; }

    /// <summary>The tables of a map that people work with: those in which it makes rows and columns.</summary>
    public static IReadOnlyList<TableShape> Of(MigrationMap map) =>
    [
        .. from o in map.Objects
           group o by o.Table into table
           let columns = table.SelectMany(o => SchemaPlanner.Made(map, o)).DistinctBy(c => c.Column).ToList()
           where table.Any(o => o.Action == MapAction.Create) && columns.Count > 0
           select new TableShape
           {
               Table = table.Key,
               Create = table.Select(o => o.Create).FirstOrDefault(c => c is not null),
               Objects = [.. table],
               Columns = columns,
               Children = [.. Pointing(map, table.Key)],
               Own = table.SelectMany(o => o.SourceKey is null ? [] : ScopeColumn.Key(map, o)).Append(OwnerStateColumn.Name(map)).ToHashSet(StringComparer.Ordinal),
           },
    ];

    /// <summary>Logical name of the column that names a row of a custom table.</summary>
    public static string PrimaryName(MigrationMap map, TableCreation create) =>
        create.PrimaryName?.SchemaName.ToLowerInvariant() ?? $"{map.Prefix}_name";

    /// <summary>What the source system calls an object, for a view of a standard table.</summary>
    public static string ObjectLabel(MigrationMap map, ObjectMap o)
    {
        SystemCatalog catalog = SystemCatalog.Load(map.System);
        return $"{catalog.Label}: {catalog[o.Object].Label}";
    }

    private static IEnumerable<(string, TableCreation, ColumnMap)> Pointing(MigrationMap map, string table) =>
        from o in map.Objects
        where o.Create is not null && o.Table != table
        let lookup = o.Columns.FirstOrDefault(c => c.Create?.Type == ColumnType.Lookup && map.Find(c.Lookup!)?.Table == table)
        where lookup is not null
        group (o.Table, o.Create!, lookup) by o.Table into child
        select child.First();
}
