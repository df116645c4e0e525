namespace DentalMigration.Sources;

/// <summary>One table, query or endpoint whose columns are known.</summary>
internal abstract class SourcePart(BoundColumns bound)
{
    /// <summary>What was detected.</summary>
    public SourceFile File => bound.File;

    /// <summary>Its records, numbered from 1 in the order they come.</summary>
    public async IAsyncEnumerable<SourceRecord> RecordsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int ordinal = 0;
        await foreach (object?[] cells in RowsAsync(cancellationToken))
        {
            yield return new SourceRecord(bound.Layout, new RecordPosition(File.Name, ++ordinal), cells);
        }
    }

    /// <summary>Its rows from the start, each with a cell for each column.</summary>
    protected abstract IAsyncEnumerable<object?[]> RowsAsync(CancellationToken cancellationToken);
}
