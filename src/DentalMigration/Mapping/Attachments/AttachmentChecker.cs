using System.Globalization;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;

namespace DentalMigration.Mapping.Attachments;

/// <summary>
/// Looks at the file a record names before its row is made: whether it is there, has content, is allowed and fits, and whether it is this
/// object's. Reads nothing of it where the source tells its size, else no more than decides.
/// </summary>
/// <param name="content">How the object's files go.</param>
/// <param name="objectName">The object.</param>
/// <param name="source">The export.</param>
/// <param name="limits">The organisation's limits.</param>
/// <param name="columnSize">The largest file of the file column, in bytes; null for an annotation.</param>
internal sealed class AttachmentChecker(ContentMap content, string objectName, ISource source, AttachmentLimits limits, long? columnSize)
{
    /// <summary>Checks a record's file.</summary>
    public async ValueTask<AttachmentCheck> CheckAsync(SourceRecord record, CancellationToken cancellationToken)
    {
        AttachmentCheck check = await LookAsync(record, cancellationToken);
        return check.Problem is not null && content.Size == ContentSize.TooLargeForNote && check.File is null ? AttachmentCheck.NotOurs : check;
    }

    /// <summary>A problem without a file is one of the file itself, whichever way it would go.</summary>
    private async Task<AttachmentCheck> LookAsync(SourceRecord record, CancellationToken cancellationToken)
    {
        (string field, FieldReading reading) = First(record);
        if (reading.Fault is { } fault)
        {
            return Stop(ProblemKind.Rejected, fault.Code, field, RowProblem.Sentence(fault));
        }

        if (reading.Value is not string reference)
        {
            return Stop(ProblemKind.Held, "AttachmentMissing", field, "The record names no file. Enter its path in the source, or leave the record out.");
        }

        string own = FileName.Of(reference);
        (string name, bool isCut) = FileName.Make(Text(record, content.Name), own);
        if (limits.IsBlocked(name) || limits.IsBlocked(own))
        {
            return Stop(ProblemKind.Held, "AttachmentBlocked", field,
                "The organisation blocks files of this kind. Take its extension from the list of blocked ones, or leave the file behind.");
        }

        AttachmentInfo info;
        bool isLarge;
        try
        {
            info = await source.FindAttachmentAsync(objectName, reference, cancellationToken);
            (info, isLarge) = await SizeAsync(info, reference, cancellationToken);
        }
        catch (MigrationException e) when (e.Code.StartsWith("Attachment", StringComparison.Ordinal))
        {
            return Stop(e.Code == "AttachmentOutside" ? ProblemKind.Rejected : ProblemKind.Held, e.Code, field, e.Message);
        }

        if (info.Length == 0)
        {
            return Stop(ProblemKind.Held, "AttachmentEmpty", field, "The file has no content. Export it again, or leave the record out.");
        }

        if (content.Size != ContentSize.Any && isLarge != (content.Size == ContentSize.TooLargeForNote))
        {
            return AttachmentCheck.OtherSize;
        }

        return new AttachmentCheck
        {
            File = new RowFile(reference, name, MimeTypes.Of(Text(record, content.MimeType), MimeTypes.Knows(name) ? name : own), info.Length, info.Modified),
            Problem = TooLarge(field, info.Length, isLarge),
            Finding = isCut ? new RowProblem(ProblemKind.Finding, "FileNameCut", field, $"The file's name is longer than the {FileName.MaxLength} characters Dataverse takes; its end was cut.") : null,
        };
    }

    /// <summary>Whether the file is too large for a note; where the source does not say its size, it is read until that is known.</summary>
    private async Task<(AttachmentInfo Info, bool IsLarge)> SizeAsync(AttachmentInfo info, string reference, CancellationToken cancellationToken)
    {
        if (info.Length is { } told)
        {
            return (info, !limits.GoesToNote(told));
        }

        bool matters = columnSize is null || content.Size != ContentSize.Any;
        long enough = matters ? limits.LargestNote : 0;
        await using SourceAttachment file = await source.OpenAttachmentAsync(objectName, reference, cancellationToken);
        byte[] buffer = new byte[64 * 1024];
        long read = 0;
        while (read <= enough)
        {
            int count = await ReadAsync(file.Content, buffer, cancellationToken);
            if (count == 0)
            {
                return (info with { Length = read }, false);
            }

            read += count;
        }

        return (info, matters);
    }

    /// <summary>Whatever a source throws while it is read is a file that cannot be read, and no matter of other records.</summary>
    private static async ValueTask<int> ReadAsync(Stream file, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await file.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (e is not (MigrationException or OperationCanceledException))
        {
            throw new MigrationException("AttachmentUnreadable", "The file cannot be read. Check it in the source, then run again.", e);
        }
    }

    private RowProblem? TooLarge(string field, long? length, bool isLarge)
    {
        if (columnSize is null)
        {
            bool fits = length is { } size ? limits.FitsNote(size) : !isLarge;
            return fits ? null : new RowProblem(ProblemKind.Held, "AttachmentTooLarge", field, string.Create(
                CultureInfo.InvariantCulture,
                $"The file is larger than a note of the organisation takes ({limits.MaxUploadSize / 4 * 3} bytes). Raise its limit, or map large files to a file column."));
        }

        return length > columnSize
            ? new RowProblem(ProblemKind.Held, "AttachmentTooLarge", field, string.Create(
                CultureInfo.InvariantCulture,
                $"The file is larger than column '{content.Column}' takes ({columnSize / 1024} KB). Raise its limit, or keep the file elsewhere and migrate a reference."))
            : null;
    }

    private (string Field, FieldReading Reading) First(SourceRecord record)
    {
        foreach (string field in content.From)
        {
            FieldReading reading = record.Read(field);
            if (reading.Value is not null || reading.Fault is not null)
            {
                return (field, reading);
            }
        }

        return (content.From[0], default);
    }

    private static string? Text(SourceRecord record, IReadOnlyList<string> fields) =>
        fields.Select(f => record.Read(f).Value as string).FirstOrDefault(t => !string.IsNullOrWhiteSpace(t))?.Trim();

    private static AttachmentCheck Stop(ProblemKind kind, string code, string field, string reason) => new() { Problem = new RowProblem(kind, code, field, reason) };
}
