using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Profiling;

/// <summary>
/// Measures a source before anything is mapped or moved: one pass over each object, in memory bounded by its keys (at most 8 million
/// per object, at about twelve bytes).
/// </summary>
public static class SourceProfiler
{
    private const int RecordsPerReport = 5000;

    /// <summary>Measures all objects of a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="progress">Told every 5,000 records and at the end of each object.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    /// <exception cref="MigrationException">A file cannot be read at all.</exception>
    public static async Task<SourceProfile> MeasureAsync(
        ISource source, IProgress<ProfileProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var ring = new KeyRing(source.Catalog);
        HashSet<string> complete = new(StringComparer.Ordinal);
        List<(CatalogObject Object, ObjectMeter Meter)> meters = [];
        foreach (CatalogObject catalogObject in source.Catalog.Objects)
        {
            var meter = new ObjectMeter(source, catalogObject, ring, complete);
            meters.Add((catalogObject, meter));
            await foreach (SourceRecord record in source.Read(catalogObject.Name, cancellationToken))
            {
                meter.Add(record);
                if (meter.Rows % RecordsPerReport == 0)
                {
                    progress?.Report(new ProfileProgress(catalogObject.Name, meter.Rows));
                }
            }

            progress?.Report(new ProfileProgress(catalogObject.Name, meter.Rows));
            complete.Add(catalogObject.Name);
        }

        return new SourceProfile(
            source.Catalog.System,
            source.Name,
            source.Files,
            [.. meters.Select(m => m.Meter.Profile(source.Has(m.Object.Name)))]);
    }
}
