using System.Runtime.CompilerServices;
using DentalMigration.Dataverse;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Verification.Comparing;

/// <summary>Reads the written rows of an object back and lays both sides out, a few at a time, as they are asked for.</summary>
internal sealed class RowReader(Migration migration, RowMapper mapper)
{
    private const int BatchSize = 50;

    private readonly ColumnComparer _columns = new(mapper);

    /// <summary>The columns.</summary>
    public ColumnComparer Columns => _columns;

    /// <summary>The rows, in batches.</summary>
    /// <param name="keys">Only these records; null for all.</param>
    /// <param name="isInDoubtToo">Also records whose row was about to be made when a run was broken off.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async IAsyncEnumerable<IReadOnlyList<RowComparison>> ReadAsync(
        IReadOnlySet<string>? keys, bool isInDoubtToo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var target = new TargetRows(migration, _columns);
        IAsyncEnumerable<WrittenRow> written = WrittenRows.ReadAsync(migration, mapper, keys, isInDoubtToo, cancellationToken);
        await foreach (WrittenRow[] batch in written.Chunk(BatchSize).WithCancellation(cancellationToken))
        {
            IReadOnlyList<BatchResult> rows = await target.FindAsync([.. batch.Select(r => r.Row.Id)], cancellationToken);
            yield return [.. batch.Zip(rows, (row, answer) => new RowComparison(migration, _columns, row, answer))];
        }
    }
}
