using DentalMigration.Mapping;
using DentalMigration.Schema;
using Component = (string Kind, string Table, string Name);

namespace DentalMigration.Loading;

/// <summary>
/// Records in the ledger which of the map's tables, columns, lookups, keys and currencies carry our mark, so that an undo takes back what
/// we made and nothing else, by whichever command the schema was made.
/// </summary>
internal static class ComponentFinder
{
    public static async Task RecordAsync(Migration migration, CancellationToken cancellationToken)
    {
        MigrationMap map = migration.Setup.Map;
        foreach (IGrouping<string, ObjectMap> table in map.Objects.GroupBy(o => o.Table))
        {
            HashSet<string> marked = await SchemaMarker.FindAsync(migration.Setup.Target, table.Key, cancellationToken);
            foreach (Component component in table.SelectMany(o => Of(map, o, marked)))
            {
                migration.Ledger.Components.Add(component.Kind, component.Table, component.Name);
            }
        }

        string currencies = $"transactioncurrencies?$select=transactioncurrencyid&$filter=isocurrencycode eq '{map.Currency}' and importsequencenumber eq {ImportNumber.Of(map)}";
        await foreach (global::System.Text.Json.JsonElement row in migration.Setup.Target.QueryAsync(currencies, null, cancellationToken))
        {
            migration.Ledger.Components.Add("currency", "", row.GetProperty("transactioncurrencyid").GetGuid().ToString("D"));
        }
    }

    private static IEnumerable<Component> Of(MigrationMap map, ObjectMap o, HashSet<string> marked)
    {
        if (o.Create is not null && marked.Contains(o.Table))
        {
            yield return ("table", o.Table, o.Table);
        }

        foreach (ColumnMap column in SchemaPlanner.Made(map, o).Where(c => marked.Contains(c.Column)))
        {
            yield return column.Create!.Type == ColumnType.Lookup
                ? ("lookup", o.Table, $"{map.Prefix}_{o.Table}_{column.Column}")
                : ("column", o.Table, column.Column);
        }

        if (o.SourceKey is not null && marked.Contains(o.SourceKey))
        {
            yield return ("key", o.Table, SchemaPlanner.KeyName(o));
        }
    }
}
