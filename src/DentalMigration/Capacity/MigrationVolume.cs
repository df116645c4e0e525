using DentalMigration.Dataverse;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Attachments;
using DentalMigration.Sources;

namespace DentalMigration.Capacity;

/// <summary>How much a migration moves.</summary>
/// <param name="Rows">Rows written.</param>
/// <param name="Steps">Second writes to them, at most: states a create cannot set, links within a table.</param>
/// <param name="Files">Files sent.</param>
/// <param name="FileBytes">Their size.</param>
public sealed record MigrationVolume(long Rows, long Steps, long Files, long FileBytes)
{
    /// <summary>The size of a block in which files travel.</summary>
    private const long Block = 4 * 1024 * 1024;

    /// <summary>Requests as entitlements count them: every row and every write to it once, also in bulk; a file's begin, blocks and end.</summary>
    public long Requests => Rows + Steps + (2 * Files) + Math.Max(Files, (FileBytes + Block - 1) / Block) + (Rows / 5000);

    /// <summary>The volume of an export: reads it once.</summary>
    public static async Task<MigrationVolume> OfAsync(MigrationMap map, ISource source, DataverseClient target, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (ObjectMap o in map.Objects.Where(o => source.Has(o.Object)))
        {
            counts[o.Object] = await source.Read(o.Object, cancellationToken).LongCountAsync(cancellationToken);
        }

        AttachmentSurvey files = await AttachmentSurvey.OfAsync(map, source, target, cancellationToken);
        return Of(map, counts, files.Files, files.Bytes);
    }

    /// <summary>The volume of so many records.</summary>
    /// <param name="map">The map.</param>
    /// <param name="counts">Object → records.</param>
    /// <param name="files">Files that go with them.</param>
    /// <param name="fileBytes">Their size.</param>
    public static MigrationVolume Of(MigrationMap map, IReadOnlyDictionary<string, long> counts, long files, long fileBytes)
    {
        long rows = 0;
        long steps = 0;
        foreach (ObjectMap o in map.Objects)
        {
            // A record with a file goes one way or the other, by its size; it is one row.
            long records = o.Content?.Size == ContentSize.TooLargeForNote ? 0 : counts.GetValueOrDefault(o.Object);
            int state = o.State?.Values.Values.Any(v => v.State is not null) == true ? 1 : 0;
            int links = o.Columns.Count(c => c.Lookup == o.Object);
            rows += records;
            steps += records * (state + links);
        }

        return new MigrationVolume(rows, steps, files, fileBytes);
    }
}
