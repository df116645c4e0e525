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
    private const int RecordsPerBatch = 128;
    private const int BatchesAhead = 4;

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
        using var store = new KeyStore(options.KeysInMemory);
        List<ObjectMeter> meters = Meters(source, options, store);
        Channel<Batch> batches = Channel.CreateBounded<Batch>(new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
        Task reading = Task.Run(() => ReadAsync(source, meters, batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (Batch batch in batches.Reader.ReadAllAsync(stop.Token).ConfigureAwait(false))
            {
                Add(batch, progress, stop.Token);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        ObjectProfile[] objects = [.. meters.Select(m => m.Profile(source.Has(m.Object.Name)))];
        return new SourceProfile(source.Catalog.System, source.Name, source.Files, objects)
        {
            Totals = VendorTotals.Compare(options.Totals, objects),
            Export = [.. Notices.Findings(source, meters.Select(m => (m.Object, m.Rows)))],
        };
    }

    private static List<ObjectMeter> Meters(ISource source, ProfileOptions options, KeyStore store)
    {
        CatalogObject[] read = [.. source.Catalog.Objects.Where(o => !o.IsDerivedOnly)];
        var places = new Places();

        // Where an object is also derived from others, its own records are not all there are.
        var ring = new KeyRing(source.Catalog, name => Array.Exists(read, r => r.Name == name && r.Derived is not { Count: > 0 }), store);
        AccountMeter? accounts = source.Catalog.Account is { } account ? new AccountMeter(source.Catalog, account, store, places) : null;
        var today = DateOnly.FromDateTime(options.Clock.GetUtcNow().UtcDateTime);
        var scope = new ProfileScope(source, read, store, places, ring, new ShapeReader(source.Catalog), accounts, today);
        return [.. read.Select(o => new ObjectMeter(scope, o))];
    }

    private static async Task ReadAsync(ISource source, List<ObjectMeter> meters, ChannelWriter<Batch> writer, CancellationToken cancellationToken)
    {
        try
        {
            foreach (ObjectMeter meter in meters)
            {
                var records = new MeasuredRecord[RecordsPerBatch];
                int count = 0;
                await foreach (SourceRecord record in source.Read(meter.Object.Name, cancellationToken).ConfigureAwait(false))
                {
                    records[count++] = meter.Receive(record);
                    if (count == records.Length)
                    {
                        await writer.WriteAsync(new Batch(meter, records, count, false), cancellationToken).ConfigureAwait(false);
                        records = new MeasuredRecord[RecordsPerBatch];
                        count = 0;
                    }
                }

                await writer.WriteAsync(new Batch(meter, records, count, true), cancellationToken).ConfigureAwait(false);
            }

            writer.Complete();
        }
        catch (Exception e)
        {
            writer.Complete(e);
        }
    }

    private static void Add(Batch batch, IProgress<ProfileProgress>? progress, CancellationToken cancellationToken)
    {
        ObjectMeter meter = batch.Meter;
        cancellationToken.ThrowIfCancellationRequested();
        for (int i = 0; i < batch.Count; i++)
        {
            meter.Add(batch.Records[i]);
            if (meter.Rows % RecordsPerReport == 0)
            {
                progress?.Report(new ProfileProgress(meter.Object.Name, meter.Rows));
            }
        }

        if (batch.IsLast)
        {
            meter.Complete();
            progress?.Report(new ProfileProgress(meter.Object.Name, meter.Rows));
        }
    }

    /// <summary>Records on their way from the thread that reads to the one that measures.</summary>
    private sealed record Batch(ObjectMeter Meter, MeasuredRecord[] Records, int Count, bool IsLast);
}
