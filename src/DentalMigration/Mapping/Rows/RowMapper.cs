using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DentalMigration.Mapping.Attachments;
using DentalMigration.Schema;
using DentalMigration.Sources;

namespace DentalMigration.Mapping.Rows;

/// <summary>Turns one object's records into rows. Not thread-safe: it reuses its buffer.</summary>
public sealed class RowMapper
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly MappingContext _shared;
    private readonly IReadOnlyList<ColumnWriter> _columns;
    private readonly OwnerWriter? _owner;
    private readonly AttachmentChecker? _files;
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    internal RowMapper(MappingContext shared, ObjectMap map, TargetTable table, IReadOnlyList<ColumnWriter> columns, AttachmentChecker? files = null)
    {
        _shared = shared;
        Map = map;
        Table = table;
        _columns = columns;
        _owner = columns.OfType<OwnerWriter>().FirstOrDefault();
        _files = files;
        Prints = new RowPrints(columns);
    }

    /// <summary>The object's map.</summary>
    public ObjectMap Map { get; }

    /// <summary>The table the rows go to.</summary>
    public TargetTable Table { get; }

    /// <summary>The columns it writes, for reading rows back.</summary>
    internal IReadOnlyList<ColumnWriter> Columns => _columns;

    /// <summary>The map's currency, in which amounts are unless the row says otherwise.</summary>
    internal Guid Currency => _shared.Currencies[_shared.Map.Currency];

    /// <summary>True where the map writes amounts of money.</summary>
    internal bool HasMoney => _columns.Any(c => Table.Columns.TryGetValue(c.Column, out TargetColumn? column) && column.Type == "Money");

    /// <summary>Makes the fingerprints of a row's columns.</summary>
    internal RowPrints Prints { get; }

    /// <summary>Makes the fingerprints of records; null where a row is not decided by its record alone.</summary>
    internal SourcePrints? Sources { get; init; }

    /// <summary>The record as its row, after a look at the file it names; or with the problem that keeps it from being one.</summary>
    public ValueTask<MappedRow> MapRowAsync(SourceRecord record, CancellationToken cancellationToken) => MapToAsync(record, Id(record), cancellationToken);

    /// <summary>The record as a row of a given id, after a look at the file it names; for matched rows.</summary>
    public ValueTask<MappedRow> MapToAsync(SourceRecord record, Guid id, CancellationToken cancellationToken) =>
        _files is null || record.Fault is not null ? ValueTask.FromResult(MapTo(record, id)) : WithFileAsync(_files, record, id, cancellationToken);

    /// <summary>The record as its row without its file, or with the problem that keeps it from being one.</summary>
    public MappedRow MapRow(SourceRecord record) => MapTo(record, Id(record));

    /// <summary>The record as a row of a given id without its file; for matched rows.</summary>
    public MappedRow MapTo(SourceRecord record, Guid id) => MapTo(record, id, null);

    private async ValueTask<MappedRow> WithFileAsync(AttachmentChecker files, SourceRecord record, Guid id, CancellationToken cancellationToken)
    {
        AttachmentCheck check = await files.CheckAsync(record, cancellationToken);
        return check.IsFiltered || check.Problem is not null
            ? new MappedRow { Record = record, IsFiltered = check.IsFiltered, Problem = check.Problem, Findings = check.Finding is { } finding ? [finding] : [] }
            : MapTo(record, id, check);
    }

    private MappedRow MapTo(SourceRecord record, Guid id, AttachmentCheck? check)
    {
        if (record.Fault is { } fault)
        {
            return new MappedRow { Record = record, Problem = RowProblem.Rejected(fault) };
        }

        var row = new RowContext(_shared, record) { File = check?.File };
        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer, Writing);
        json.WriteStartObject();
        if (Map.Action == MapAction.Create)
        {
            json.WriteString(Table.PrimaryId, id);
        }

        foreach (ColumnWriter column in _columns)
        {
            column.Write(row, json);
            if (row.Problem is { } problem)
            {
                return new MappedRow { Record = record, Problem = problem };
            }
        }

        json.WriteEndObject();
        json.Flush();
        if (row.File is { } file)
        {
            row.Steps.Add(FileColumns.Step(Map.Content!, file));
        }

        if (check?.Finding is { } finding)
        {
            row.Findings.Add(finding);
        }

        byte[] bytes = _buffer.WrittenSpan.ToArray();
        return new MappedRow
        {
            Record = record,
            Id = id,
            Json = bytes,
            Hash = Fingerprint(bytes, row.Steps),
            Owner = Map.Action == MapAction.Create ? new RowOwner(row.Owner, row.StagedFor) : null,
            Steps = row.Steps,
            File = row.File,
            Findings = row.Findings,
        };
    }

    /// <summary>What is to be told of the owner of a record's row, without making it.</summary>
    internal IReadOnlyList<RowProblem> OwnerFindings(SourceRecord record)
    {
        if (_owner is not { } owner)
        {
            return [];
        }

        var row = new RowContext(_shared, record);
        owner.Decide(row);
        return row.Findings;
    }

    /// <summary>The id the record's row has.</summary>
    public Guid Id(SourceRecord record) => RowId.Compute(_shared.Map.System, _shared.Map.Scope, Map.Object, record.Key);

    private static byte[] Fingerprint(byte[] row, List<RowStep> steps) => steps.Count == 0
        ? ContentHash.Of(row)
        : ContentHash.Of([.. row, .. Encoding.UTF8.GetBytes(string.Join('\n', steps.Select(s => s.Kind + s.Body)))]);
}
