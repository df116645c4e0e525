using System.Runtime.CompilerServices;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;

namespace DentalMigration.Verification.Comparing;

/// <summary>A record that has a row: as it is mapped now, and as the ledger knows it.</summary>
internal readonly record struct WrittenRow(MappedRow Row, LedgerRecord Known);

/// <summary>The records of an object that have a row, mapped anew as the export is read, one by one.</summary>
internal static class WrittenRows
{
    /// <summary>Reads them.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="mapper">The object's mapper.</param>
    /// <param name="keys">Only these records; null for all.</param>
    /// <param name="isInDoubtToo">Also records whose row was about to be made when a run was broken off.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async IAsyncEnumerable<WrittenRow> ReadAsync(
        Migration migration,
        RowMapper mapper,
        IReadOnlySet<string>? keys,
        bool isInDoubtToo,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int number = migration.Numbers[mapper.Map.Object];
        HashSet<string>? open = keys is null ? null : [.. keys];
        var seen = new SeenKeys();
        await foreach (SourceRecord record in migration.Setup.Source.Read(mapper.Map.Object, cancellationToken))
        {
            if (record.Fault is not null || (open is null ? !seen.Add(record.Key) : !open.Remove(record.Key)))
            {
                continue;
            }

            if (migration.Ledger.Records.Find(number, record.Key) is { } known
                && (known.State == RecordState.Written || (isInDoubtToo && known.State == RecordState.Intent && known.Made))
                && await MapAsync(migration, mapper, record, known, cancellationToken) is { } row)
            {
                yield return new WrittenRow(row, known);
            }

            if (open?.Count == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>The record's row as it is mapped now; null where it cannot be, or is another object's.</summary>
    public static async ValueTask<MappedRow?> MapAsync(
        Migration migration, RowMapper mapper, SourceRecord record, LedgerRecord known, CancellationToken cancellationToken)
    {
        MappedRow row = await mapper.MapToAsync(record, known.Id, cancellationToken);
        return row is { Problem: null, IsFiltered: false } ? row : null;
    }
}
