using DentalMigration.Dataverse;
using DentalMigration.Mapping;
using DentalMigration.Schema;
using DentalMigration.Schema.Interface;
using DentalMigration.Schema.Rows;
using DentalMigration.Schema.Security;
using Component = (string Kind, string Table, string Name);

namespace DentalMigration.Loading;

/// <summary>
/// Records in the ledger which of the map's tables, columns, lookups, keys, choices, forms, views and so on carry our mark, so that an undo takes back what
/// we made and nothing else, by whichever command the schema was made.
/// </summary>
internal static class ComponentFinder
{
    public static async Task RecordAsync(Migration migration, TargetDefinitions definitions, CancellationToken cancellationToken)
    {
        MigrationMap map = migration.Setup.Map;
        DataverseClient target = migration.Setup.Target;
        ComponentRow[] rows = [PublisherRow.Of(map), SolutionRow.Of(map), .. SecurityPlan.Rows(map).Take(1), .. InterfacePlan.Of(map).Rows];
        Task<IReadOnlyDictionary<string, TableMetadata>> tables = definitions.TablesAsync(cancellationToken);
        Task<IReadOnlyDictionary<string, ChoiceMetadata>> choices = definitions.ChoicesAsync(cancellationToken);
        Task<Component[][]> manyToMany = Task.WhenAll(map.Objects.Select(o => ManyToManyAsync(map, o, target, cancellationToken)));
        Task<ComponentState> state = ComponentState.ReadAsync(rows, target, cancellationToken);
        Task<Component[][]> ours = Task.WhenAll(
            RowsAsync(map, target, "currency", "transactioncurrencies", "transactioncurrencyid", cancellationToken),
            RowsAsync(map, target, "role", "connectionroles", "connectionroleid", cancellationToken));
        await Task.WhenAll(tables, choices, manyToMany, state, ours);
        IEnumerable<Component> found =
        [
            .. Tables(map, await tables),
            .. Choices(map, await choices),
            .. (await manyToMany).SelectMany(c => c),
            .. Rows(rows, await state),
            .. (await ours).SelectMany(c => c),
        ];
        foreach (Component component in found)
        {
            migration.Ledger.Components.Add(component.Kind, component.Table, component.Name);
        }
    }

    private static IEnumerable<Component> Tables(MigrationMap map, IReadOnlyDictionary<string, TableMetadata> tables) =>
        from objects in map.Objects.GroupBy(o => o.Table)
        let table = tables.GetValueOrDefault(objects.Key)
        let marked = SchemaMarker.Find(table, map)
        from o in objects
        from component in Of(map, o, marked).Concat(Options(map, o, table))
        select component;

    private static IEnumerable<Component> Choices(MigrationMap map, IReadOnlyDictionary<string, ChoiceMetadata> choices) =>
        from name in ChoicePlan.Names(map).Values.Distinct()
        where SchemaMarker.IsMarked(choices.GetValueOrDefault(name)?.Description, map)
        select ("choice", "", name);

    private static async Task<Component[]> ManyToManyAsync(MigrationMap map, ObjectMap o, DataverseClient target, CancellationToken cancellationToken) =>
        [.. (await RelationshipPlan.OursAsync(map, o, target, cancellationToken)).Select(r => ("manytomany", o.Table, r.SchemaName))];

    /// <summary>Rows under ids we computed, and forms with tabs of ours. What a profile permits goes with the profile.</summary>
    private static IEnumerable<Component> Rows(IEnumerable<ComponentRow> rows, ComponentState state) =>
        from row in rows
        where state.IsOwn(row)
        let id = state.Find(row)
        where id is not null
        select (row.Kind.ToString().ToLowerInvariant(), row.Table, id.Value.ToString("D"));

    /// <summary>Rows that belong to the schema and carry the migration's own number.</summary>
    private static async Task<Component[]> RowsAsync(
        MigrationMap map, DataverseClient target, string kind, string set, string id, CancellationToken cancellationToken) =>
        await target.QueryAsync($"{set}?$select={id}&$filter=importsequencenumber eq {ImportNumber.Of(map)}", null, cancellationToken)
            .Select(row => (kind, "", row.GetProperty(id).GetGuid().ToString("D")))
            .ToArrayAsync(cancellationToken);

    /// <summary>Options of ours in choices that are not.</summary>
    private static IEnumerable<Component> Options(MigrationMap map, ObjectMap o, TableMetadata? table) =>
        from column in o.Columns
        from option in OptionPlan.Wanted(column, table)
        where SchemaMarker.IsMarked(table?.Column(column.Column)?.Options.FirstOrDefault(x => x.Value == option.Key)?.Description, map)
        select ("option", o.Table, OptionPlan.Name(column.Column, option.Key));

    private static IEnumerable<Component> Of(MigrationMap map, ObjectMap o, HashSet<string> marked)
    {
        if (o.Create is not null && marked.Contains(o.Table))
        {
            yield return ("table", o.Table, o.Table);
        }

        foreach (ColumnMap column in SchemaPlanner.Made(map, o).Where(c => marked.Contains(c.Column)))
        {
            yield return column.Create!.Type == ColumnType.Lookup
                ? ("lookup", o.Table, RelationshipPlan.Name(map, o.Table, column.Column))
                : ("column", o.Table, column.Column);
        }

        if (o.SourceKey is not null && marked.Contains(o.SourceKey))
        {
            yield return ("key", o.Table, SchemaPlanner.KeyName(o));
        }
    }
}
