using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace DentalMigration.Sources;

/// <summary>Reads records on another thread than the one that works on them, a few hundred ahead at most.</summary>
internal static class ReadAhead
{
    private const int RecordsPerBatch = 128;
    private const int BatchesAhead = 4;

    /// <summary>The same records in the same order; a failure comes behind the records that were read before it.</summary>
    public static async IAsyncEnumerable<SourceRecord> Ahead(
        this ISource source, string objectName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Channel<List<SourceRecord>> batches = Channel.CreateBounded<List<SourceRecord>>(
            new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
        Task reading = Task.Run(() => ReadAsync(source, objectName, batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (List<SourceRecord> batch in batches.Reader.ReadAllAsync(cancellationToken))
            {
                foreach (SourceRecord record in batch)
                {
                    yield return record;
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading; // which closes the files, and throws nothing
        }
    }

    private static async Task ReadAsync(ISource source, string objectName, ChannelWriter<List<SourceRecord>> writer, CancellationToken cancellationToken)
    {
        var batch = new List<SourceRecord>(RecordsPerBatch);
        Exception? failure = null;
        try
        {
            await foreach (SourceRecord record in source.Read(objectName, cancellationToken))
            {
                batch.Add(record);
                if (batch.Count == RecordsPerBatch)
                {
                    await writer.WriteAsync(batch, cancellationToken);
                    batch = new List<SourceRecord>(RecordsPerBatch);
                }
            }
        }
        catch (Exception e)
        {
            failure = e;
        }

        try
        {
            await writer.WriteAsync(batch, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for them any more.
        }

        writer.Complete(failure);
    }
}
