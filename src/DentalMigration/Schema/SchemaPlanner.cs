using System.Globalization;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;
using DentalMigration.Schema.Interface;
using DentalMigration.Schema.Rows;
using DentalMigration.Schema.Security;

namespace DentalMigration.Schema;

/// <summary>Compares what a map needs with what the organisation has. Reads only.</summary>
public static class SchemaPlanner
{
    private static readonly Task<IReadOnlyList<SchemaItem>> None = Task.FromResult<IReadOnlyList<SchemaItem>>([]);

    /// <summary>Plans the schema of a map.</summary>
    public static Task<SchemaPlan> PlanAsync(MigrationMap map, DataverseClient client, SchemaOptions options, CancellationToken cancellationToken) =>
        PlanAsync(map, client, options, new TargetDefinitions(client, map), cancellationToken);

    /// <summary>Plans what a load cannot do without, by definitions that more is asked of: tables, columns, keys and the like, but nothing that only people see.</summary>
    public static Task<SchemaPlan> PlanAsync(MigrationMap map, DataverseClient client, TargetDefinitions definitions, CancellationToken cancellationToken) =>
        PlanAsync(map, client, SchemaOptions.ForLoad, definitions, cancellationToken);

    /// <summary>Plans the schema of a map, by definitions that more is asked of. Looks at all of it side by side.</summary>
    public static async Task<SchemaPlan> PlanAsync(
        MigrationMap map, DataverseClient client, SchemaOptions options, TargetDefinitions definitions, CancellationToken cancellationToken)
    {
        bool hasSolution = options.Includes(SchemaKind.Publisher) || options.Includes(SchemaKind.Solution);
        IReadOnlyList<SchemaItem>[] parts = await Task.WhenAll(
            hasSolution ? SolutionPlan.ItemsAsync(map, client, cancellationToken) : None,
            CurrenciesAsync(map, definitions, cancellationToken),
            RolePlan.ItemsAsync(map, options, definitions, client, cancellationToken),
            options.Includes(SchemaKind.Choice) ? ChoicePlan.ItemsAsync(map, definitions, cancellationToken) : None,
            TablesAsync(map, options, definitions, cancellationToken),
            options.Includes(SchemaKind.ManyToMany) ? ManyToManyAsync(map, client, cancellationToken) : None,
            RowsAsync(map, client, options, cancellationToken));
        IEnumerable<SchemaItem> items = parts.SelectMany(p => p).Where(i => options.Includes(i.Kind));
        return new SchemaPlan(map, [.. items.DistinctBy(i => (i.Kind, i.Table, i.Name)).OrderBy(i => i.Kind)]) { Options = options };
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

    internal static async Task<Guid?> FindCurrencyAsync(DataverseClient client, string code, CancellationToken cancellationToken)
    {
        string url = $"transactioncurrencies?$select=transactioncurrencyid&$filter=isocurrencycode eq '{code}'";
        await foreach (JsonElement row in client.QueryAsync(url, null, cancellationToken))
        {
            return row.GetProperty("transactioncurrencyid").GetGuid();
        }

        return null;
    }

    private static async Task<IReadOnlyList<SchemaItem>> TablesAsync(
        MigrationMap map, SchemaOptions options, TargetDefinitions definitions, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, TableMetadata> tables = await definitions.TablesAsync(cancellationToken);
        return [.. map.Objects.SelectMany(o => Table(map, o, tables.GetValueOrDefault(o.Table), options))];
    }

    private static async Task<IReadOnlyList<SchemaItem>> ManyToManyAsync(MigrationMap map, DataverseClient client, CancellationToken cancellationToken) =>
        [.. (await Task.WhenAll(map.Objects.Select(o => RelationshipPlan.ManyToManyAsync(map, o, client, cancellationToken)))).SelectMany(i => i)];

    private static IEnumerable<SchemaItem> Table(MigrationMap map, ObjectMap o, TableMetadata? table, SchemaOptions options)
    {
        if (o.Create is { } create)
        {
            yield return Item(SchemaKind.Table, o, o.Table, table is null ? SchemaStatus.Missing : SchemaStatus.Exists, Describe(map, create));
        }
        else if (table is null)
        {
            yield return Item(SchemaKind.Table, o, o.Table, SchemaStatus.Conflict, "The organisation lacks this standard table. Is Dynamics 365 Sales installed?");
        }

        foreach (ColumnMap column in o.Columns.Where(c => c.Create is null && table is not null && table.Column(c.Column) is null))
        {
            yield return Item(SchemaKind.Column, o, column.Column, SchemaStatus.Conflict, "The table has no such column, and the map does not say how to make it. Correct its name in the map.");
        }

        foreach (ColumnMap column in Made(map, o))
        {
            yield return ColumnPlan.Item(map, o, column, table, options.Profile);
        }

        foreach (SchemaItem option in OptionPlan.Items(o, table))
        {
            yield return option;
        }

        if (o.SourceKey is not null)
        {
            IReadOnlyList<string> key = ScopeColumn.Key(map, o);
            bool hasKey = table?.Keys.Any(k => k.KeyAttributes.ToHashSet().SetEquals(key)) == true;
            yield return Item(SchemaKind.Key, o, KeyName(o), hasKey ? SchemaStatus.Exists : SchemaStatus.Missing, $"Alternate key on {string.Join(" and ", key)}");
        }
    }

    private static string Describe(MigrationMap map, TableCreation create)
    {
        string[] has = [.. new[] { create.Notes ? "notes" : null, create.Activities ? "activities" : null, create.ChangeTracking ? "change tracking" : null }.OfType<string>()];
        return $"{create.Label}, named by {TableShape.PrimaryName(map, create)}, owned by users and teams{(has.Length == 0 ? "" : $", with {string.Join(", ", has)}")}";
    }

    /// <summary>What is rows: the profile of the secured columns, and what people see.</summary>
    private static async Task<IReadOnlyList<SchemaItem>> RowsAsync(
        MigrationMap map, DataverseClient client, SchemaOptions options, CancellationToken cancellationToken)
    {
        ComponentRow[] rows =
        [
            .. SecurityPlan.Rows(map).Concat(map.Interface ? InterfacePlan.Of(map).Rows : []).Where(r => options.Includes(r.Kind)),
        ];
        if (rows.Length == 0 && !options.Includes(SchemaKind.Member))
        {
            return [];
        }

        ComponentState state = await ComponentState.ReadAsync(rows, client, cancellationToken);
        List<SchemaItem> items = [.. rows.Where(r => r is not FormRow { Shape.Create: null } || state.MainForm(r.Table) is not null).Select(r => Status(r, state))];
        if (options.Includes(SchemaKind.Member) && rows.OfType<ProfileRow>().FirstOrDefault() is { } profile)
        {
            items.AddRange(await SecurityPlan.MembersAsync(map, state.Find(profile) is not null, client, cancellationToken));
        }

        return items;
    }

    private static SchemaItem Status(ComponentRow row, ComponentState state) =>
        state.IsPublished(row) ? row.Item(SchemaStatus.Exists)
        : state.Find(row) is null ? row.Item(SchemaStatus.Missing)
        : row.Item(SchemaStatus.Missing, $"{row.Description}; made, but not published yet");

    private static SchemaItem Item(SchemaKind kind, ObjectMap o, string name, SchemaStatus status, string description) =>
        new() { Kind = kind, Table = o.Table, Name = name, Status = status, Description = description, Object = o };

    private static async Task<IReadOnlyList<SchemaItem>> CurrenciesAsync(MigrationMap map, TargetDefinitions definitions, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, Guid> found = await definitions.CurrenciesAsync(cancellationToken);
        return [.. map.Currencies.Keys.Prepend(map.Currency).Distinct().Select(code => Currency(map, code, found.ContainsKey(code)))];
    }

    private static SchemaItem Currency(MigrationMap map, string code, bool isThere) => new()
    {
        Kind = SchemaKind.Currency,
        Table = "",
        Name = code,
        Status = isThere ? SchemaStatus.Exists : SchemaStatus.Missing,
        Description = isThere ? "Currency of the amounts"
            : map.Currencies.TryGetValue(code, out decimal rate)
                ? string.Create(CultureInfo.InvariantCulture, $"Will be made with {rate} for one {map.Currency}; correct the rate where it is another.")
                : "Will be made with exchange rate 1; set its real rate.",
    };
}
