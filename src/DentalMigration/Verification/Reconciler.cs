using System.Runtime.CompilerServices;
using System.Text.Json;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;
using DentalMigration.Verification.Comparing;
using DentalMigration.Verification.Figures;
using DentalMigration.Verification.Vendor;

namespace DentalMigration.Verification;

/// <summary>
/// Compares source and target by figures, object by object and practice by practice: rows, sums of every amount, filled and blank cells and
/// a checksum of every mapped column, owner, state, parties and links among them, and the files with their bytes. The source is read and
/// mapped again; the target is read live, page by page, since its totals may be a day old and its counts are capped. No row is kept in memory.
/// </summary>
public static class Reconciler
{
    /// <summary>Measures a migration, object by object.</summary>
    public static IAsyncEnumerable<ReconciliationLine> MeasureAsync(Migration migration, CancellationToken cancellationToken) =>
        MeasureAsync(migration, new MeasureOptions(), cancellationToken);

    /// <summary>Measures a migration, object by object.</summary>
    /// <param name="migration">The migration, loaded.</param>
    /// <param name="options">What to measure.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">The map does not fit the target, or a file of the export cannot be read.</exception>
    public static async IAsyncEnumerable<ReconciliationLine> MeasureAsync(
        Migration migration, MeasureOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var directory = new LedgerDirectory(migration.Ledger, migration.Setup.Source, migration.Numbers);
        IReadOnlyDictionary<int, string> practices = migration.Ledger.Practices.All();
        foreach (RowMapper mapper in await migration.BindAsync(directory, cancellationToken))
        {
            bool isMatched = mapper.Map.Action == MapAction.Match;
            if (!migration.Setup.Source.Has(mapper.Map.Object) || (options.Quick && isMatched))
            {
                continue;
            }

            var columns = new ColumnComparer(mapper);
            VendorFigures vendor = await VendorFigures.OpenAsync(migration, mapper.Map.Object, options.Vendor, cancellationToken);
            ObjectFigures figures = options.Quick
                ? await QuickFigures.CountAsync(migration, columns, vendor, cancellationToken)
                : await CountAsync(migration, columns, vendor, cancellationToken);
            foreach (ReconciliationLine line in FigureLines.Of(columns, figures, practices, !options.Quick)
                .Concat(vendor.IsEmpty ? [] : vendor.Lines(migration.Ledger, columns, figures)))
            {
                yield return line;
            }
        }
    }

    private static async Task<ObjectFigures> CountAsync(
        Migration migration, ColumnComparer columns, VendorFigures vendor, CancellationToken cancellationToken)
    {
        using var scratch = new RowScratch();
        var figures = new ObjectFigures(columns);
        await ReadSourceAsync(migration, columns, vendor, figures, scratch, cancellationToken);
        long known = 0;
        foreach (LedgerRecord record in migration.Ledger.Records.Walk(migration.Numbers[columns.Mapper.Map.Object], RecordState.Written))
        {
            figures.Of(record.Practice).Known++;
            known++;
        }

        await ReadTargetAsync(migration, columns, figures, scratch, cancellationToken);
        if (figures.Whole().Found < known)
        {
            await RemoveMissingAsync(migration, columns, figures, scratch, cancellationToken);
        }

        await FileReconciler.CompareAsync(migration, columns.Mapper, figures, cancellationToken);
        return figures;
    }

    private static async Task ReadSourceAsync(
        Migration migration, ColumnComparer columns, VendorFigures vendor, ObjectFigures figures, RowScratch scratch, CancellationToken cancellationToken)
    {
        int number = migration.Numbers[columns.Mapper.Map.Object];
        await foreach (SourceRecord record in migration.Setup.Source.Read(columns.Mapper.Map.Object, cancellationToken))
        {
            LedgerRecord? known = record.Key.Length == 0 ? null : migration.Ledger.Records.Find(number, record.Key);
            if (!vendor.IsEmpty)
            {
                vendor.Add(record, known?.Practice);
            }

            if (record.Fault is null && known is { State: RecordState.Written } && !scratch.Has(known.Id)
                && await WrittenRows.MapAsync(migration, columns.Mapper, record, known, cancellationToken) is { } row)
            {
                ExpectedRow expected = columns.Expect(migration, new WrittenRow(row, known));
                if (scratch.Add(row.Id, known.Practice, RowCells.Of(expected)))
                {
                    figures.AddSource(known.Practice, expected);
                }
            }
        }
    }

    private static async Task ReadTargetAsync(
        Migration migration, ColumnComparer columns, ObjectFigures figures, RowScratch scratch, CancellationToken cancellationToken)
    {
        int number = migration.Numbers[columns.Mapper.Map.Object];
        await foreach (JsonElement row in new TargetRows(migration, columns).AllAsync(cancellationToken))
        {
            Guid id = row.GetProperty(columns.Mapper.Table.PrimaryId).GetGuid();
            if (scratch.See(id) is var (practice, cells))
            {
                figures.AddTarget(practice, id, row, cells);
            }
            else if (migration.Ledger.Records.FindById(number, id) is { State: RecordState.Written or RecordState.Kept or RecordState.Intent } known)
            {
                PracticeFigures rest = figures.Of(known.Practice);
                rest.Found += known.State == RecordState.Written ? 1 : 0;
                rest.NotCovered++;
            }
            else
            {
                figures.AddExtra(row);
            }
        }
    }

    /// <summary>Reads the source once more for the few rows that are not there, so that they do not make every column differ.</summary>
    private static async Task RemoveMissingAsync(
        Migration migration, ColumnComparer columns, ObjectFigures figures, RowScratch scratch, CancellationToken cancellationToken)
    {
        int number = migration.Numbers[columns.Mapper.Map.Object];
        await foreach (SourceRecord record in migration.Setup.Source.Read(columns.Mapper.Map.Object, cancellationToken))
        {
            if (record.Fault is null && migration.Ledger.Records.Find(number, record.Key) is { State: RecordState.Written } known
                && scratch.IsUnseen(known.Id)
                && await WrittenRows.MapAsync(migration, columns.Mapper, record, known, cancellationToken) is { } row)
            {
                figures.RemoveValues(known.Practice, columns.Expect(migration, new WrittenRow(row, known)));
                scratch.See(known.Id); // a second record of its key changes nothing any more
            }
        }
    }
}
