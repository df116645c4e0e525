using DentalMigration.Dataverse;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;

namespace DentalMigration.Mapping.Attachments;

/// <summary>What the files of an export come to, looked at one by one against an organisation's limits.</summary>
/// <param name="Files">Files that can be loaded.</param>
/// <param name="Bytes">Their size, where the source tells it.</param>
/// <param name="Blocked">Files whose extension the organisation blocks.</param>
/// <param name="TooLarge">Files larger than where they are mapped to.</param>
/// <param name="Largest">Size of the largest file seen, in bytes.</param>
public sealed record AttachmentSurvey(long Files, long Bytes, long Blocked, long TooLarge, long Largest)
{
    /// <summary>Looks at every file of the map's objects; opens none whose size the source tells.</summary>
    public static async Task<AttachmentSurvey> OfAsync(MigrationMap map, ISource source, DataverseClient target, CancellationToken cancellationToken)
    {
        var sum = new AttachmentSurvey(0, 0, 0, 0, 0);
        AttachmentLimits? limits = null;
        foreach (ObjectMap o in map.Objects.Where(o => o.Content is not null && source.Has(o.Object)))
        {
            limits ??= await AttachmentLimits.ReadAsync(target, null, cancellationToken);
            ContentMap content = o.Content!;
            long? column = content.Column == FileColumns.NoteBody
                ? null
                : (o.Columns.FirstOrDefault(c => c.Column == content.Column)?.Create?.MaxSizeInKB ?? long.MaxValue / 1024) * 1024L;
            var checker = new AttachmentChecker(content, o.Object, source, limits, column);
            await foreach (SourceRecord record in source.Read(o.Object, cancellationToken))
            {
                if (record.Fault is null)
                {
                    sum = sum.With(await checker.CheckAsync(record, cancellationToken));
                }
            }
        }

        return sum;
    }

    private AttachmentSurvey With(AttachmentCheck check)
    {
        long size = check.File?.Length ?? 0;
        AttachmentSurvey sum = this with { Largest = Math.Max(Largest, size) };
        return check.Problem?.Code switch
        {
            "AttachmentBlocked" => sum with { Blocked = Blocked + 1 },
            "AttachmentTooLarge" => sum with { TooLarge = TooLarge + 1 },
            null when !check.IsFiltered => sum with { Files = Files + 1, Bytes = Bytes + size },
            _ => sum,
        };
    }
}
