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
    public static async Task RecordAsync(Migration migration, CancellationToken cancellationToken)
    {
        MigrationMap map = migration.Setup.Map;
        foreach (IGrouping<string, ObjectMap> objects in map.Objects.GroupBy(o => o.Table))
        {
            TableMetadata? table = await migration.Setup.Target.Metadata.GetTableAsync(objects.Key, cancellationToken);
            HashSet<string> marked = SchemaMarker.Find(table, map);
            foreach (Component component in objects.SelectMany(o => Of(map, o, marked).Concat(Options(map, o, table))))
            {
                migration.Ledger.Components.Add(component.Kind, component.Table, component.Name);
            }
        }

        foreach (string choice in ChoicePlan.Names(map).Values.Distinct())
        {
            if (SchemaMarker.IsMarked((await migration.Setup.Target.Metadata.GetGlobalChoiceAsync(choice, cancellationToken))?.Description, map))
            {
                migration.Ledger.Components.Add("choice", "", choice);
            }
        }

        foreach (ObjectMap o in map.Objects)
        {
            foreach (ManyToManyMetadata relationship in await RelationshipPlan.OursAsync(map, o, migration.Setup.Target, cancellationToken))
            {
                migration.Ledger.Components.Add("manytomany", o.Table, relationship.SchemaName);
            }
        }

        await ComponentRowsAsync(migration, cancellationToken);
        await RowsAsync(migration, "currency", "transactioncurrencies", "transactioncurrencyid", cancellationToken);
        await RowsAsync(migration, "role", "connectionroles", "connectionroleid", cancellationToken);
    }

    /// <summary>Rows under ids we computed, and forms with tabs of ours. What a profile permits goes with the profile.</summary>
    private static async Task ComponentRowsAsync(Migration migration, CancellationToken cancellationToken)
    {
        MigrationMap map = migration.Setup.Map;
        ComponentRow[] rows = [PublisherRow.Of(map), SolutionRow.Of(map), .. SecurityPlan.Rows(map).Take(1), .. InterfacePlan.Of(map).Rows];
        ComponentState state = await ComponentState.ReadAsync(rows, migration.Setup.Target, cancellationToken);
        foreach (ComponentRow row in rows)
        {
            if (state.IsOwn(row) && state.Find(row) is { } id)
            {
                migration.Ledger.Components.Add(row.Kind.ToString().ToLowerInvariant(), row.Table, id.ToString("D"));
            }
        }
    }

    /// <summary>Rows that belong to the schema and carry the migration's own number.</summary>
    private static async Task RowsAsync(Migration migration, string kind, string set, string id, CancellationToken cancellationToken)
    {
        string url = $"{set}?$select={id}&$filter=importsequencenumber eq {ImportNumber.Of(migration.Setup.Map)}";
        await foreach (global::System.Text.Json.JsonElement row in migration.Setup.Target.QueryAsync(url, null, cancellationToken))
        {
            migration.Ledger.Components.Add(kind, "", row.GetProperty(id).GetGuid().ToString("D"));
        }
    }

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
