using System.Text.Json;
using DentalMigration.Mapping.Attachments;
using DentalMigration.Mapping.NamedValues;
using DentalMigration.Schema;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Rows;

/// <summary>Binds an object's map to the target's tables, once per run; every name in the map is checked here.</summary>
public static class RowMapperFactory
{
    /// <summary>Makes the mapper of one object.</summary>
    /// <param name="shared">What all rows of the run share.</param>
    /// <param name="map">The object's map.</param>
    /// <param name="catalog">The source system.</param>
    /// <param name="tables">The target's tables by logical name.</param>
    /// <exception cref="MigrationException">
    /// <c>TableMissing</c>, <c>ColumnMissing</c>, <c>LookupMissing</c> or <c>UnknownTransform</c>: the map does not fit the target. <c>ValueMapUnknown</c> or
    /// <c>ValuesTwice</c>: it is not clear what a choice's words become.
    /// </exception>
    public static RowMapper Create(MappingContext shared, ObjectMap map, SystemCatalog catalog, IReadOnlyDictionary<string, TargetTable> tables)
    {
        TargetTable table = Table(tables, map.Table);
        CatalogObject source = catalog[map.Object];
        var columns = new List<ColumnWriter>();
        foreach (ColumnMap column in map.Columns.Where(c => !FileColumns.Owns(map.Content, c.Column)))
        {
            TargetColumn target = table.Column(column.Column);
            if (ValueMapNames.Fault(shared.Map, column) is var (code, message))
            {
                throw new MigrationException(code, $"Column '{column.Column}' of '{map.Object}': {message}");
            }

            columns.Add(
                column.Constant is { } constant ? new ConstantColumnWriter(constant) { Column = column.Column, ForUpdate = target.ForUpdate }
                : column.Lookup is { } lookup ? Lookup(shared, map, column, lookup, catalog, table, tables)
                : column.Values is not null ? new ChoiceColumnWriter(column) { Column = column.Column, Fields = column.From }
                : new ValueColumnWriter(column, target) { Column = column.Column, ForUpdate = target.ForUpdate, Fields = column.From });
        }

        if (map.Action == MapAction.Create)
        {
            AddSystemColumns(shared, map, catalog, table, tables, columns);
        }

        return new RowMapper(shared, map, table, columns, Files(shared, map, table))
        {
            Sources = shared.Context is not null && map is { Action: MapAction.Create, Content: null } ? new SourcePrints(RowContextText.Of(shared, map)) : null,
        };
    }

    private static AttachmentChecker? Files(MappingContext shared, ObjectMap map, TargetTable table)
    {
        if (map.Content is not { } content || shared.Attachments is not var (source, limits))
        {
            return null;
        }

        int? kilobytes = table.Column(content.Column).MaxSizeInKB;
        long? columnSize = content.Column == FileColumns.NoteBody ? null : kilobytes * 1024L ?? long.MaxValue;
        return new AttachmentChecker(content, map.Object, source, limits, columnSize);
    }

    private static void AddSystemColumns(
        MappingContext shared,
        ObjectMap map,
        SystemCatalog catalog,
        TargetTable table,
        IReadOnlyDictionary<string, TargetTable> tables,
        List<ColumnWriter> columns)
    {
        CatalogObject source = catalog[map.Object];
        columns.Add(new OwnerWriter(map) { Column = "ownerid" });
        columns.AddRange(map.Content is { } content ? FileColumns.Of(content) : []);
        if (ScopeColumn.IsNeeded(map))
        {
            ColumnMap scope = ScopeColumn.Of(shared.Map);
            table.Column(scope.Column);
            columns.Add(new ConstantColumnWriter(scope.Constant!.Value) { Column = scope.Column });
        }

        if (OwnerStateColumn.IsNeeded(map))
        {
            TargetColumn state = table.Column(OwnerStateColumn.Name(shared.Map));
            columns.Add(new OwnerStateWriter { Column = state.Name, Fields = map.Owner });
        }

        if (map.State is not null)
        {
            columns.Add(new StateWriter(map.State) { Column = "statuscode" });
        }

        if (map.Parties.Count > 0)
        {
            columns.Add(new PartyWriter(
                [.. map.Parties.Select(p => new PartyWriter.Party(
                    p,
                    new LookupResolver(new ReferencePath(catalog, source, p.Lookup), p.Lookup),
                    Target(shared, p.Lookup).Table,
                    Table(tables, Target(shared, p.Lookup).Table).EntitySet))],
                $"{map.Table}_activity_parties") { Column = "parties", ForUpdate = false, Fields = [.. map.Parties.Select(p => p.From)] });
        }

        if (table.Columns.Values.Any(c => c.Type == "Money" && map.Columns.Any(m => m.Column == c.Name)))
        {
            const string currency = "transactioncurrencyid";
            if (map.CurrencyFrom is { } field)
            {
                columns.Add(new CurrencyWriter(field, catalog) { Column = currency, Fields = [field] });
            }
            else if (shared.Currencies[shared.Map.Currency] is var id && id != shared.OwnCurrency)
            {
                columns.Add(Bind($"{currency}@odata.bind", $"/transactioncurrencies({id:D})"));
            }
        }

        foreach ((string column, string role) in map.Roles)
        {
            columns.Add(Bind($"{column}@odata.bind", $"/connectionroles({shared.Roles[role]:D})"));
        }

        if (table.Has("importsequencenumber"))
        {
            JsonElement number = JsonSerializer.SerializeToElement(ImportNumber.Of(shared.Map, map));
            columns.Add(new ConstantColumnWriter(number) { Column = "importsequencenumber", ForUpdate = false });
        }
    }

    private static ConstantColumnWriter Bind(string property, string row) =>
        new(JsonSerializer.SerializeToElement(row)) { Column = property, ForUpdate = false };

    private static ColumnWriter Lookup(
        MappingContext shared,
        ObjectMap map,
        ColumnMap column,
        string lookup,
        SystemCatalog catalog,
        TargetTable table,
        IReadOnlyDictionary<string, TargetTable> tables)
    {
        ObjectMap target = Target(shared, lookup);
        TargetReference reference = table.References.FirstOrDefault(r => r.Column == column.Column && r.Table == target.Table)
            ?? throw new MigrationException(
                "LookupMissing",
                $"Column '{column.Column}' of '{map.Table}' is no lookup to '{target.Table}'. Create the schema first, or change the map.");
        string entitySet = Table(tables, target.Table).EntitySet;
        var path = new ReferencePath(catalog, catalog[map.Object], lookup);
        return target.Action == MapAction.Match ? new ProviderLookupWriter(column, reference) { Column = column.Column, Fields = column.From }
            : target.Object == map.Object ? new SelfLookupWriter(column, target, path, reference, entitySet) { Column = column.Column, Fields = column.From, ForUpdate = false }
            : new LookupColumnWriter(column, new LookupResolver(path, lookup), reference, entitySet) { Column = column.Column, Fields = column.From };
    }

    private static ObjectMap Target(MappingContext shared, string objectName) => shared.Map.Find(objectName)
        ?? throw new MigrationException("LookupMissing", $"The map has a lookup to '{objectName}' but no such object. Map it, or take the lookup out.");

    private static TargetTable Table(IReadOnlyDictionary<string, TargetTable> tables, string name) =>
        tables.TryGetValue(name, out TargetTable? table)
            ? table
            : throw new MigrationException("TableMissing", $"The organisation has no table '{name}'. Create the schema first.");
}
