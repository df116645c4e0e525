using System.Globalization;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;

namespace DentalMigration.Schema;

/// <summary>Compares what a map needs with what the organisation has. Reads only.</summary>
public static class SchemaPlanner
{
    /// <summary>Plans the schema of a map.</summary>
    public static async Task<SchemaPlan> PlanAsync(MigrationMap map, DataverseClient client, CancellationToken cancellationToken)
    {
        var items = new List<SchemaItem>();
        foreach (string code in map.Currencies.Keys.Prepend(map.Currency).Distinct())
        {
            items.Add(await CurrencyAsync(map, code, client, cancellationToken));
        }

        items.AddRange(await RolePlan.ItemsAsync(map, client, cancellationToken));
        var tables = new Dictionary<string, TableMetadata?>(StringComparer.Ordinal);
        foreach (string name in map.Objects.Select(o => o.Table).Distinct())
        {
            tables.Add(name, await client.Metadata.GetTableAsync(name, cancellationToken));
        }

        foreach (ObjectMap o in map.Objects)
        {
            TableMetadata? table = tables[o.Table];
            if (o.Create is { } create)
            {
                items.Add(Item(SchemaKind.Table, o, o.Table, table is null ? SchemaStatus.Missing : SchemaStatus.Exists, create.Label));
            }
            else if (table is null)
            {
                items.Add(Item(SchemaKind.Table, o, o.Table, SchemaStatus.Conflict, "The organisation lacks this standard table. Is Dynamics 365 Sales installed?"));
            }

            foreach (ColumnMap column in o.Columns.Where(c => c.Create is null && table is not null && table.Column(c.Column) is null))
            {
                items.Add(Item(SchemaKind.Column, o, column.Column, SchemaStatus.Conflict, "The table has no such column, and the map does not say how to make it. Correct its name in the map."));
            }

            foreach (ColumnMap column in Made(map, o))
            {
                items.Add(Column(map, o, column, table));
            }

            items.AddRange(OptionPlan.Items(o, table));
            if (o.SourceKey is not null)
            {
                IReadOnlyList<string> key = ScopeColumn.Key(map, o);
                bool hasKey = table?.Keys.Any(k => k.KeyAttributes.ToHashSet().SetEquals(key)) == true;
                items.Add(Item(SchemaKind.Key, o, KeyName(o), hasKey ? SchemaStatus.Exists : SchemaStatus.Missing, $"Alternate key on {string.Join(" and ", key)}"));
            }
        }

        return new SchemaPlan(map, [.. items.DistinctBy(i => (i.Kind, i.Table, i.Name)).OrderBy(i => i.Kind)]);
    }

    /// <summary>The columns that are made for an object where its table lacks them.</summary>
    internal static IEnumerable<ColumnMap> Made(MigrationMap map, ObjectMap o)
    {
        IEnumerable<ColumnMap> made = o.Columns.Where(c => c.Create is not null);
        made = ScopeColumn.IsNeeded(o) ? made.Append(ScopeColumn.Of(map)) : made;
        return OwnerStateColumn.IsNeeded(o) ? made.Append(OwnerStateColumn.Of(map)) : made;
    }

    /// <summary>Logical name of the alternate key on an object's source key.</summary>
    internal static string KeyName(ObjectMap o) => $"{o.SourceKey}_key";

    private static SchemaItem Item(SchemaKind kind, ObjectMap o, string name, SchemaStatus status, string description) =>
        new() { Kind = kind, Table = o.Table, Name = name, Status = status, Description = description, Object = o };

    private static SchemaItem Column(MigrationMap map, ObjectMap o, ColumnMap column, TableMetadata? table)
    {
        ColumnCreation create = column.Create!;
        ColumnMetadata? existing = table?.Column(column.Column);
        string wanted = create.Type switch
        {
            ColumnType.DateOnly or ColumnType.DateTime => "DateTime",
            ColumnType.File => "Virtual",
            _ => create.Type.ToString(),
        };
        bool fits = existing is null || (existing.AttributeType == wanted && (create.Type != ColumnType.File || existing.AttributeTypeName == "FileType"));
        string description = create.Type is ColumnType.String or ColumnType.Memo
            ? string.Create(CultureInfo.InvariantCulture, $"{create.Type}, {create.MaxLength} characters")
            : create.Type.ToString();
        return Item(
            create.Type == ColumnType.Lookup ? SchemaKind.Lookup : SchemaKind.Column,
            o,
            column.Column,
            existing is null ? SchemaStatus.Missing : fits ? SchemaStatus.Exists : SchemaStatus.Conflict,
            fits ? description : $"The column exists as {existing!.AttributeType}; the map wants {wanted}. Change the map's column name or the column.")
            with
            {
                Column = column,
                TargetTable = column.Lookup is null ? null : map.Find(column.Lookup)?.Table,
            };
    }

    private static async Task<SchemaItem> CurrencyAsync(MigrationMap map, string code, DataverseClient client, CancellationToken cancellationToken)
    {
        Guid? found = await FindCurrencyAsync(client, code, cancellationToken);
        return new SchemaItem
        {
            Kind = SchemaKind.Currency,
            Table = "",
            Name = code,
            Status = found is null ? SchemaStatus.Missing : SchemaStatus.Exists,
            Description = found is not null ? "Currency of the amounts"
                : map.Currencies.TryGetValue(code, out decimal rate)
                    ? string.Create(CultureInfo.InvariantCulture, $"Will be made with {rate} for one {map.Currency}; correct the rate where it is another.")
                    : "Will be made with exchange rate 1; set its real rate.",
        };
    }

    internal static async Task<Guid?> FindCurrencyAsync(DataverseClient client, string code, CancellationToken cancellationToken)
    {
        string url = $"transactioncurrencies?$select=transactioncurrencyid&$filter=isocurrencycode eq '{code}'";
        await foreach (JsonElement row in client.QueryAsync(url, null, cancellationToken))
        {
            return row.GetProperty("transactioncurrencyid").GetGuid();
        }

        return null;
    }
}
