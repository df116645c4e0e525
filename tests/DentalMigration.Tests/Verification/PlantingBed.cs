using System.Text;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Tests.Support;
using DentalMigration.Verification;

namespace DentalMigration.Tests.Verification;

/// <summary>A loaded organisation to plant discrepancies in, through its Web API as anybody would; each row is used once.</summary>
public sealed class PlantingBed
{
    private readonly Cutover _cutover;
    private readonly Random _random;
    private readonly ILookup<(string Object, string Column), FieldDifference> _cells;
    private readonly ILookup<(string Object, string Key), FieldDifference> _rows;
    private readonly HashSet<(string, string)> _used = [];
    private readonly Dictionary<string, TableMetadata> _tables = [];
    private IReadOnlyDictionary<string, string> _sets = new Dictionary<string, string>();

    public PlantingBed(Cutover cutover, IReadOnlyList<FieldDifference> cells, int seed)
    {
        _cutover = cutover;
        _random = new Random(seed);
        _cells = cells.ToLookup(c => (c.Object, c.Column));
        _rows = cells.ToLookup(c => (c.Object, c.Key));
    }

    public DataverseClient Client => _cutover.Target.Client;

    /// <summary>A random unused row with a value in the column.</summary>
    public FieldDifference? Pick(string objectName, string column, Func<FieldDifference, bool>? where = null)
    {
        FieldDifference[] fit = [.. _cells[(objectName, column)].Where(c =>
            (where is null ? c.MappedValue is not null : where(c)) && c.Cause is not DifferenceCause.NotWritten && !_used.Contains((c.Object, c.Key)))];
        if (fit.Length == 0)
        {
            return null;
        }

        FieldDifference cell = fit[_random.Next(fit.Length)];
        _used.Add((cell.Object, cell.Key));
        return cell;
    }

    /// <summary>Two unused rows with different values in the column, of one practice where that is asked.</summary>
    public (FieldDifference First, FieldDifference Second)? Pair(string objectName, string column, bool onePractice = false)
    {
        if (Pick(objectName, column) is not { } first)
        {
            return null;
        }

        return Pick(objectName, column, c => c.MappedValue is not null && c.MappedValue != first.MappedValue && (!onePractice || c.Practice == first.Practice)) is { } second
            ? (first, second)
            : null;
    }

    /// <summary>The value of another column of the same row, as people see it.</summary>
    public string? Mapped(FieldDifference cell, string column) => _rows[(cell.Object, cell.Key)].FirstOrDefault(c => c.Column == column)?.MappedValue;

    /// <summary>Takes rows out of play that a planted discrepancy reaches: what hangs on a row.</summary>
    public void Use(string objectName, string key) => _used.Add((objectName, key));

    public async Task<JsonElement> ReadAsync(FieldDifference cell) =>
        (await Client.RetrieveAsync(await SetAsync(cell.Table), cell.Id, null, CancellationToken.None))!.Value;

    public async Task WriteAsync(FieldDifference cell, object changes) => await Client.UpdateAsync(
        await SetAsync(cell.Table), cell.Id, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(changes)), null, CancellationToken.None);

    public Task WriteAsync(FieldDifference cell, string property, object? value) => WriteAsync(cell, new Dictionary<string, object?> { [property] = value });

    public async Task DeleteAsync(FieldDifference cell) => await Client.DeleteAsync(await SetAsync(cell.Table), cell.Id, null, CancellationToken.None);

    public async Task<string> SetAsync(string table)
    {
        if (_sets.Count == 0)
        {
            _sets = await Client.Metadata.GetEntitySetsAsync(CancellationToken.None);
        }

        return _sets[table];
    }

    /// <summary>The property that binds a lookup column to a table.</summary>
    public async Task<string> BindAsync(FieldDifference cell, string table)
    {
        TableMetadata metadata = await TableAsync(cell.Table);
        return metadata.ManyToOne.First(r => r.ReferencingAttribute == cell.Column && r.ReferencedEntity == table).ReferencingEntityNavigationPropertyName + "@odata.bind";
    }

    public async Task<TableMetadata> TableAsync(string table)
    {
        if (!_tables.TryGetValue(table, out TableMetadata? known))
        {
            _tables[table] = known = (await Client.Metadata.GetTableAsync(table, CancellationToken.None))!;
        }

        return known;
    }

    /// <summary>The objects and columns of a type that have values.</summary>
    public IEnumerable<(string Object, string Column)> Columns(params string[] columns) =>
        _cells.Where(g => columns.Contains(g.Key.Column) && g.Any(c => c.MappedValue is not null)).Select(g => g.Key);

    /// <summary>The value of a column, if it is there.</summary>
    public static string? Text(JsonElement row, string property) =>
        row.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
