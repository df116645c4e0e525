using System.Text.Json;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Owners;
using DentalMigration.Schema;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Tests.Support;

/// <summary>Maps one column of one record, as a load would.</summary>
/// <param name="Value">What is written: text as it is, everything else as JSON; null where the column stays empty.</param>
/// <param name="Problem">What keeps the row from being written, or null.</param>
/// <param name="Findings">Codes of what there is to look at.</param>
internal sealed record MappedColumn(string? Value, string? Problem, IReadOnlyList<string> Findings)
{
    private const string Name = "new_column";

    /// <summary>Maps a column by a transform.</summary>
    /// <param name="system">The system.</param>
    /// <param name="objectName">The object whose record it is.</param>
    /// <param name="column">The column's map, whose name is set here.</param>
    /// <param name="type">Its type as Dataverse names it.</param>
    /// <param name="cells">Field → cell.</param>
    public static MappedColumn Of(string system, string objectName, ColumnMap column, string type, params (string Field, string? Cell)[] cells)
    {
        SystemCatalog catalog = SystemCatalog.Load(system);
        CatalogObject source = catalog[objectName];
        (string Field, string? Cell)[] all = [.. source.Key.Where(k => cells.All(c => c.Field != k)).Select(k => (k, (string?)"1")), .. cells];
        var format = new ColumnFormat(catalog.DateOrder, catalog.DecimalSign);
        var layout = new SourceLayout(catalog, source, [.. all.Select(c => new SourceColumn(c.Field, c.Field, format))]);
        var record = new SourceRecord(layout, new RecordPosition("export.csv", 2), [.. all.Select(c => (object?)c.Cell)]);
        var table = new TargetTable("new_table", "new_tables", "new_tableid", true, new Dictionary<string, TargetColumn> { [Name] = new(Name, type) }, []);
        var map = new ObjectMap { Object = objectName, Table = "new_table", Columns = [column with { Column = Name }] };
        var shared = new MappingContext(
            new MigrationMap { System = system, Currency = "USD", Objects = [map] },
            new OwnerMap(new Owner(Guid.NewGuid()), []),
            new NoRows(),
            TimeZoneInfo.FindSystemTimeZoneById(catalog.TimeZone),
            new DateOnly(2026, 9, 30),
            new Dictionary<string, Guid>(),
            null,
            new Dictionary<string, Guid>()) { Catalog = catalog };
        MappedRow row = RowMapperFactory.Create(shared, map, catalog, new Dictionary<string, TargetTable> { ["new_table"] = table }).MapRow(record);
        return new MappedColumn(row.Problem is null ? Read(row.Json) : null, row.Problem?.Code, [.. row.Findings.Select(f => f.Code)]);
    }

    private static string? Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument row = JsonDocument.Parse(json);
        return !row.RootElement.TryGetProperty(Name, out JsonElement value) ? null : value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            _ => value.GetRawText(),
        };
    }

    private sealed class NoRows : IRowDirectory
    {
        public Guid? FindForeignId(string objectName, string key) => null;

        public bool IsExported(string objectName, string key) => true;

        public RowEntry Find(string objectName, string key) => default;

        public string? FindKey(string objectName, string field, string value) => null;
    }
}
