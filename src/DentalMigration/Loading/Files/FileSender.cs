using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Mapping.Attachments;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Loading.Files;

/// <summary>
/// Sends one file: in one request up to 4 MiB, in blocks beyond. After each block the ledger knows how far the upload is, so that one that
/// was broken off goes on behind the last block the service acknowledged.
/// </summary>
internal sealed class FileSender(RunState state)
{
    private readonly string _column = state.Mapper.Map.Content!.Column;
    private readonly string _object = state.Mapper.Map.Object;

    private bool IsNote => _column == FileColumns.NoteBody;

    /// <summary>Sends a file, or goes on with it; all of it by one user, since an upload is a session of its.</summary>
    /// <exception cref="MigrationException"><c>AttachmentMissing</c> and the like: the file cannot be sent as it is; <c>RowMissing</c>.</exception>
    /// <exception cref="DataverseException">Dataverse refused the file, did not answer, or the file cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<FileReceipt> SendAsync(LedgerStep step, Lease lease, CancellationToken cancellationToken)
    {
        RowFile file = RowFile.Parse(step.Body);
        LedgerFile? known = state.Ledger.Files.Find(state.Number, step.Key);
        await using ReplayStream content = await ReplayStream.OpenAsync(
            stop => state.Migration.Setup.Source.OpenAttachmentAsync(_object, file.Reference, stop), cancellationToken);
        await content.MeasureAsync(cancellationToken);
        Check(file, content);
        if (IsThere(known, file, content.Length))
        {
            byte[] checksum = await content.ChecksumAsync(cancellationToken);
            if (checksum.AsSpan().SequenceEqual(known!.Checksum))
            {
                return new FileReceipt(content.Length, checksum, WasSent: false);
            }
        }

        if (known?.Length is not null)
        {
            state.Ledger.Files.Doubt(state.Number, step.Key);
            state.Ledger.Commit();
        }

        byte[] plan = ContentHash.Of(global::System.Text.Encoding.UTF8.GetBytes(step.Body));
        long stored = content.Length <= ReplayStream.BlockSize
            ? await AtOnceAsync(lease.Waiting, step.Id, file, content, cancellationToken)
            : await InBlocksAsync(lease, step, file, content, plan, known?.Plan.AsSpan().SequenceEqual(plan) == true ? known.Session : null, cancellationToken);
        return stored == content.Length
            ? new FileReceipt(stored, await content.ChecksumAsync(cancellationToken), WasSent: true)
            : throw new MigrationException("AttachmentIncomplete", "Dataverse stored another number of bytes than were sent. Run again, so that the file is sent anew.");
    }

    private static void Check(RowFile file, ReplayStream content)
    {
        if (content.Length == 0)
        {
            throw new MigrationException("AttachmentEmpty", "The file has no content. Export it again, or leave the record out.");
        }

        if ((file.Length is { } length && length != content.Length) || (file.Modified is { } modified && modified != content.Modified))
        {
            throw new MigrationException("AttachmentChanged", "The file changed since its record was read. Run again, so that the new one is sent.");
        }
    }

    /// <summary>True where what was sent last may be the same file, touched only: its bytes then decide.</summary>
    private bool IsThere(LedgerFile? known, RowFile file, long length) =>
        known is { Checksum: not null, Session: null } && known.Length == length && (IsNote || (known.Name == file.Name && known.MimeType == file.MimeType));

    private async Task<long> AtOnceAsync(DataverseClient client, Guid id, RowFile file, ReplayStream content, CancellationToken cancellationToken)
    {
        var options = new FileUploadOptions { Transfer = FileTransfer.Single, Write = state.Migration.WriteOptions };
        if (IsNote)
        {
            return await client.UploadAnnotationAsync(id, file.Name, file.MimeType, content, options, cancellationToken);
        }

        await client.UploadFileAsync(state.Mapper.Table.EntitySet, id, _column, file.Name, content, options, cancellationToken);
        return content.Length;
    }

    private async Task<long> InBlocksAsync(
        Lease lease, LedgerStep step, RowFile file, ReplayStream content, byte[] plan, UploadSession? session, CancellationToken cancellationToken)
    {
        var options = new FileUploadOptions { Resume = session, Acknowledged = Keep, Write = state.Migration.WriteOptions };
        if (!IsNote)
        {
            var row = new RowAddress(state.Mapper.Table.LogicalName, state.Mapper.Table.PrimaryId, step.Id);
            return await lease.Waiting.UploadFileBlocksAsync(row, _column, file.Name, file.MimeType, content, options, cancellationToken);
        }

        // The commit would make a note that somebody deleted since, without anything but its file.
        return await state.IsThereAsync(step.Id, cancellationToken)
            ? await lease.Waiting.UploadAnnotationAsync(step.Id, file.Name, file.MimeType, content, options, cancellationToken)
            : throw new MigrationException("RowMissing", RefusalReason.RowMissing);

        void Keep(UploadSession reached)
        {
            state.Ledger.Files.Acknowledged(state.Number, step.Key, plan, reached);
            state.Ledger.Commit();
            lease.OnSuccess();
        }
    }
}
