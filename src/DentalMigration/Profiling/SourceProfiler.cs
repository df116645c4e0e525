using System.Threading.Channels;
using DentalMigration.Profiling.Checks;
using DentalMigration.Profiling.Keys;
using DentalMigration.Profiling.Totals;
using DentalMigration.Profiling.Values;
using DentalMigration.Sources;
using DentalMigration.Sources.Derived;
using DentalMigration.Systems;

namespace DentalMigration.Profiling;

/// <summary>
/// Measures a source before anything is mapped or moved: one pass over each object, reading on one thread and measuring on another, in
/// memory that is bounded whatever the size of the export (<see cref="ProfileOptions.KeysInMemory"/>).
/// </summary>
public static class SourceProfiler
{
    private const int RecordsPerReport = 5000;
    private const int RecordsPerBatch = 256;
    private const int BatchesAhead = 8;

    /// <summary>Measures all objects of a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="progress">Told every 5,000 records and at the end of each object.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    /// <exception cref="MigrationException">A file cannot be read at all.</exception>
    public static Task<SourceProfile> MeasureAsync(
        ISource source, IProgress<ProfileProgress>? progress = null, CancellationToken cancellationToken = default) =>
        MeasureAsync(source, new ProfileOptions(), progress, cancellationToken);

    /// <summary>Measures a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="options">What to hold it against, and how much memory to take.</param>
    /// <param name="progress">Told every 5,000 records and at the end of each object.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    /// <exception cref="MigrationException">A file cannot be read at all.</exception>
    public static async Task<SourceProfile> MeasureAsync(
        ISource source, ProfileOptions options, IProgress<ProfileProgress>? progress, CancellationToken cancellationToken)
    {
        // What is derived repeats what its own records say, and would be read a second time.
        source = source is DerivingSource deriving ? deriving.Inner : source;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Channel<Batch> batches = Channel.CreateBounded<Batch>(new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
        CatalogObject[] read = [.. source.Catalog.Objects.Where(o => !o.IsDerivedOnly)];
        Task reading = Task.Run(() => ReadAsync(source, read, batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            return await MeasureAsync(source, read, options, batches.Reader, progress, stop.Token).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task ReadAsync(ISource source, CatalogObject[] read, ChannelWriter<Batch> writer, CancellationToken cancellationToken)
    {
        try
        {
            foreach (CatalogObject catalogObject in read)
            {
                var records = new SourceRecord[RecordsPerBatch];
                int count = 0;
                await foreach (SourceRecord record in source.Read(catalogObject.Name, cancellationToken).ConfigureAwait(false))
                {
                    records[count++] = record;
                    if (count == records.Length)
                    {
                        await writer.WriteAsync(new Batch(catalogObject, records, count, false), cancellationToken).ConfigureAwait(false);
                        records = new SourceRecord[RecordsPerBatch];
                        count = 0;
                    }
                }

                await writer.WriteAsync(new Batch(catalogObject, records, count, true), cancellationToken).ConfigureAwait(false);
            }

            writer.Complete();
        }
        catch (Exception e)
        {
            writer.Complete(e);
        }
    }

    private static async Task<SourceProfile> MeasureAsync(
        ISource source, CatalogObject[] read, ProfileOptions options, ChannelReader<Batch> batches, IProgress<ProfileProgress>? progress,
        CancellationToken cancellationToken)
    {
        using var store = new KeyStore(options.KeysInMemory);
        var places = new Places();
        var ring = new KeyRing(source.Catalog, name => Array.Exists(read, r => r.Name == name && r.Derived is not { Count: > 0 }), store);
        AccountMeter? accounts = source.Catalog.Account is { } account ? new AccountMeter(source.Catalog, account, store, places) : null;
        var today = DateOnly.FromDateTime(options.Clock.GetUtcNow().UtcDateTime);
        var scope = new ProfileScope(source, store, places, ring, new ShapeReader(source.Catalog), accounts, today);
        List<ObjectMeter> meters = [];
        await foreach (Batch batch in batches.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (meters.Count == 0 || meters[^1].Object != batch.Object)
            {
                meters.Add(new ObjectMeter(scope, batch.Object));
            }

            Add(meters[^1], batch, progress, cancellationToken);
            if (batch.IsLast)
            {
                scope.Complete.Add(batch.Object.Name);
                meters[^1].Complete();
            }
        }

        ObjectProfile[] objects = [.. meters.Select(m => m.Profile(source.Has(m.Object.Name)))];
        return new SourceProfile(source.Catalog.System, source.Name, source.Files, objects)
        {
            Totals = VendorTotals.Compare(options.Totals, objects),
            Export = [.. Notices.Findings(source, meters.Select(m => (m.Object, m.Rows)))],
        };
    }

    private static void Add(ObjectMeter meter, Batch batch, IProgress<ProfileProgress>? progress, CancellationToken cancellationToken)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            meter.Add(batch.Records[i]);
            if (meter.Rows % RecordsPerReport == 0)
            {
                progress?.Report(new ProfileProgress(batch.Object.Name, meter.Rows));
            }
        }

        if (batch.IsLast)
        {
            progress?.Report(new ProfileProgress(batch.Object.Name, meter.Rows));
        }
    }

    /// <summary>Records on their way from the thread that reads to the one that measures.</summary>
    private sealed record Batch(CatalogObject Object, SourceRecord[] Records, int Count, bool IsLast);
}
