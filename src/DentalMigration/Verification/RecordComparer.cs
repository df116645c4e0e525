using System.Runtime.CompilerServices;
using System.Text.Json;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;
using DentalMigration.Verification.Comparing;

namespace DentalMigration.Verification;

/// <summary>The field-level diff: every mapped column of every written row, read back from Dataverse and compared by meaning. Streams.</summary>
public static class RecordComparer
{
    /// <summary>Compares all written rows, or those of one object. A comparison of all that is read to its end is noted in the ledger
    /// (<see cref="ComparisonMark"/>).</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="objectName">Only this object; null for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IAsyncEnumerable<FieldDifference> CompareAsync(Migration migration, string? objectName, CancellationToken cancellationToken) =>
        CompareChosenAsync(migration, new ComparisonOptions { Object = objectName }, cancellationToken);

    /// <summary>Compares chosen rows, one line a column; rows that cannot be read have lines that say so.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="options">Which rows.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">The map does not fit the target, or a file of the export cannot be read.</exception>
    public static async IAsyncEnumerable<FieldDifference> CompareChosenAsync(
        Migration migration, ComparisonOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (long fields, long differing) = (0, 0);
        await foreach (FieldDifference line in LinesAsync(migration, options, cancellationToken))
        {
            fields++;
            differing += line.Verdict == Verdict.Same ? 0 : 1;
            yield return line;
        }

        if (options is { Object: null, Practice: null, Keys.Count: 0, Ids.Count: 0 })
        {
            ComparisonMark.Set(migration.Ledger, migration.Who, migration.Setup.Clock, fields, differing);
        }
    }

    private static async IAsyncEnumerable<FieldDifference> LinesAsync(
        Migration migration, ComparisonOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var directory = new LedgerDirectory(migration.Ledger, migration.Setup.Source, migration.Numbers);
        var text = new ValueText(migration);
        IReadOnlyDictionary<int, string> practices = migration.Ledger.Practices.All();
        foreach (RowMapper mapper in await migration.BindAsync(directory, cancellationToken))
        {
            if (!migration.Setup.Source.Has(mapper.Map.Object) || (options.Object is not null && mapper.Map.Object != options.Object))
            {
                continue;
            }

            IReadOnlySet<string>? keys = RowChoice.Keys(migration, mapper, options.Keys, options.Ids);
            if (keys?.Count == 0)
            {
                continue;
            }

            await text.PrepareAsync(mapper, cancellationToken);
            var reader = new RowReader(migration, mapper);
            await foreach (IReadOnlyList<RowComparison> batch in reader.ReadAsync(keys, isInDoubtToo: false, cancellationToken))
            {
                List<RowComparison> rows = [.. batch.Where(r => options.Practice is null || Practice(r) == options.Practice)];
                IReadOnlyList<FileComparison?> files = await FileComparison.CompareAsync(migration, mapper, rows, cancellationToken);
                foreach (RowComparison row in rows.Where(r => r.Current is not null))
                {
                    text.Learn(row.Current!.Value);
                }

                for (int i = 0; i < rows.Count; i++)
                {
                    string? practice = Practice(rows[i]);
                    foreach (FieldDifference line in Lines(reader.Columns, rows[i], text))
                    {
                        yield return line with { Practice = practice };
                    }

                    if (files[i] is { } file)
                    {
                        yield return Line(mapper, rows[i], file) with { Practice = practice };
                    }
                }
            }
        }

        string? Practice(RowComparison row) => row.Written.Known.Practice is { } number ? practices.GetValueOrDefault(number) : null;
    }

    private static IEnumerable<FieldDifference> Lines(ColumnComparer columns, RowComparison row, ValueText text)
    {
        RowMapper mapper = columns.Mapper;
        string? wantedCurrency = Currency(columns, row.Expected.Values) ?? Currency(row.Current);
        string? foundCurrency = Currency(row.Current);
        for (int i = 0; i < columns.Columns.Count; i++)
        {
            ComparedColumn column = columns.Columns[i];
            (Verdict verdict, DifferenceCause cause) = row.Judge(i);
            string? changedBy = cause == DifferenceCause.ChangedSince ? ChangedBy(row.Current) : null;
            yield return new FieldDifference(
                mapper.Map.Object,
                row.Written.Row.Record.Key,
                mapper.Table.LogicalName,
                row.Written.Row.Id,
                string.Join(", ", column.Writer.Fields),
                column.Name,
                SourceText(column, row),
                text.Of(mapper, column, row.Expected.Raw[i], row.Expected.Values[i], wantedCurrency),
                text.Of(mapper, column, row.Raw[i], row.Values[i], foundCurrency),
                verdict,
                DifferenceReason.Of(cause, changedBy))
            {
                Cause = cause,
                ChangedBy = changedBy,
            };
        }
    }

    private static FieldDifference Line(RowMapper mapper, RowComparison row, FileComparison file)
    {
        DifferenceCause cause = file.Verdict == Verdict.Same ? DifferenceCause.None
            : file.IsUnreadable ? DifferenceCause.Unreadable
            : row.Current is null ? (row.IsMissing ? DifferenceCause.RowMissing : DifferenceCause.Unreadable)
            : row.IsChangedSince ? DifferenceCause.ChangedSince
            : file.Found is null ? DifferenceCause.Lost : DifferenceCause.NotAsSent;
        string? changedBy = cause == DifferenceCause.ChangedSince ? ChangedBy(row.Current) : null;
        return new FieldDifference(
            mapper.Map.Object,
            row.Written.Row.Record.Key,
            mapper.Table.LogicalName,
            row.Written.Row.Id,
            string.Join(", ", mapper.Map.Content!.From),
            FileComparison.ColumnOf(mapper),
            row.Written.Row.File!.Reference,
            FileComparison.Text(file.Wanted),
            FileComparison.Text(file.Found),
            file.Verdict,
            file is { Verdict: Verdict.Different } && file.Wanted == file.Found
                ? $"{DifferenceReason.Of(cause, changedBy)} The file is as long, but its bytes are others."
                : DifferenceReason.Of(cause, changedBy))
        {
            Cause = cause,
            ChangedBy = changedBy,
        };
    }

    private static string? SourceText(ComparedColumn column, RowComparison row) => column.Writer.Fields.Count == 0
        ? null
        : string.Join(" ", column.Writer.Fields.Select(row.Written.Row.Record.Text).Where(t => t is not null));

    private static string? Currency(ColumnComparer columns, string?[] values) =>
        Enumerable.Range(0, values.Length).Where(i => columns.Columns[i].Name == "transactioncurrencyid").Select(i => values[i]).FirstOrDefault();

    private static string? Currency(JsonElement? row) => Text(row, "_transactioncurrencyid_value");

    private static string? ChangedBy(JsonElement? row) => Text(row, "_modifiedby_value@OData.Community.Display.V1.FormattedValue");

    private static string? Text(JsonElement? row, string property) =>
        row?.TryGetProperty(property, out JsonElement value) == true && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
