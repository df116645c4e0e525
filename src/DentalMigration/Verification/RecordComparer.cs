using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;

namespace DentalMigration.Verification;

/// <summary>The field-level diff: every mapped column of every written row, read back from Dataverse and compared by meaning. Streams.</summary>
public static class RecordComparer
{
    private const int BatchSize = 50;

    /// <summary>Compares all written rows, or those of one object. A comparison of all that is read to its end is noted in the ledger
    /// (<see cref="ComparisonMark"/>).</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="objectName">Only this object; null for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async IAsyncEnumerable<FieldDifference> CompareAsync(
        Migration migration, string? objectName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (long fields, long differing) = (0, 0);
        await foreach (FieldDifference line in LinesAsync(migration, objectName, cancellationToken))
        {
            fields++;
            differing += line.Verdict == Verdict.Same ? 0 : 1;
            yield return line;
        }

        if (objectName is null)
        {
            ComparisonMark.Set(migration.Ledger, migration.Who, migration.Setup.Clock, fields, differing);
        }
    }

    private static async IAsyncEnumerable<FieldDifference> LinesAsync(
        Migration migration, string? objectName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var directory = new LedgerDirectory(migration.Ledger, migration.Setup.Source, migration.Numbers);
        foreach (RowMapper mapper in await migration.BindAsync(directory, cancellationToken))
        {
            if (!migration.Setup.Source.Has(mapper.Map.Object) || (objectName is not null && mapper.Map.Object != objectName))
            {
                continue;
            }

            await foreach (MappedRow[] batch in WrittenAsync(migration, mapper, cancellationToken).Chunk(BatchSize).WithCancellation(cancellationToken))
            {
                IReadOnlyList<BatchResult> rows = await ReadAsync(migration.Setup.Target, mapper, batch, cancellationToken);
                for (int i = 0; i < batch.Length; i++)
                {
                    foreach (FieldDifference line in Compare(mapper, batch[i], i < rows.Count && rows[i].IsSuccess ? rows[i].Json() : null))
                    {
                        yield return line;
                    }

                    if (await FileSizeComparer.CompareAsync(migration, mapper, batch[i], cancellationToken) is { } size)
                    {
                        yield return size;
                    }
                }
            }
        }
    }

    private static async IAsyncEnumerable<MappedRow> WrittenAsync(
        Migration migration, RowMapper mapper, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int number = migration.Numbers[mapper.Map.Object];
        var seen = new SeenKeys();
        await foreach (SourceRecord record in migration.Setup.Source.Read(mapper.Map.Object, cancellationToken))
        {
            if (record.Fault is not null || migration.Ledger.Records.Find(number, record.Key) is not { State: RecordState.Written } known || !seen.Add(record.Key))
            {
                continue;
            }

            Guid id = mapper.Map.Action == MapAction.Match ? migration.Setup.Owners.Find(record.Key)?.UserId ?? known.Id : known.Id;
            if (await mapper.MapToAsync(record, id, cancellationToken) is { Problem: null, IsFiltered: false } row)
            {
                yield return row;
            }
        }
    }

    private static async Task<IReadOnlyList<BatchResult>> ReadAsync(
        DataverseClient target, RowMapper mapper, MappedRow[] rows, CancellationToken cancellationToken)
    {
        string select = string.Join(',', mapper.Columns.Where(c => c.ReadName.Length > 0).Select(c => c.ReadName)
            .Concat(rows.SelectMany(r => r.Steps).SelectMany(s => s.Expected.Keys)).Distinct());
        var annotated = new Dictionary<string, string> { ["Prefer"] = "odata.include-annotations=\"*\"" };
        return await target.BatchAsync(
            [.. rows.Select(r => BatchOperation.Get($"{mapper.Table.EntitySet}({r.Id:D})?$select={select}") with { Headers = annotated })],
            continueOnError: true,
            null,
            cancellationToken);
    }

    private static IEnumerable<FieldDifference> Compare(RowMapper mapper, MappedRow row, JsonElement? current)
    {
        using JsonDocument sent = JsonDocument.Parse(row.Json);
        Dictionary<string, string> steps = row.Steps.SelectMany(s => s.Expected).ToDictionary(e => e.Key, e => e.Value);
        foreach (ColumnWriter column in mapper.Columns.Where(c => c.ReadName.Length > 0))
        {
            JsonElement? wanted = steps.TryGetValue(column.ReadName, out string? expected) ? Step(expected)
                : sent.RootElement.TryGetProperty(column.Property, out JsonElement s) ? s : null;
            if (wanted is null && (!column.IsIn(row.Record) || column.ReadName == "createdon" || column is FileResultColumn))
            {
                continue; // left to Dataverse's default, or to people
            }

            JsonElement? value = current?.TryGetProperty(column.ReadName, out JsonElement c) == true ? c : null;
            bool same = ValueComparer.Same(wanted, value);
            Verdict verdict = same ? Verdict.Same : value is null or { ValueKind: JsonValueKind.Null } ? Verdict.Missing : wanted is null ? Verdict.Extra : Verdict.Different;
            yield return new FieldDifference(
                mapper.Map.Object,
                row.Record.Key,
                mapper.Table.LogicalName,
                row.Id,
                string.Join(", ", column.Fields),
                column.Column,
                column.Fields.Count == 0 ? null : string.Join(" ", column.Fields.Select(row.Record.Text).Where(t => t is not null)),
                wanted?.ToString(),
                Shown(current, column.ReadName) ?? value?.ToString(),
                verdict,
                same ? "" : current is null ? "The row cannot be read." : "Dataverse holds another value; people or a rule may have changed it.");
        }
    }

    private static JsonElement Step(string expected) =>
        long.TryParse(expected, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number.ToString(CultureInfo.InvariantCulture) == expected ? JsonSerializer.SerializeToElement(number) : JsonSerializer.SerializeToElement(expected);

    private static string? Shown(JsonElement? row, string property) =>
        row?.TryGetProperty($"{property}@OData.Community.Display.V1.FormattedValue", out JsonElement text) == true ? text.GetString() : null;
}
