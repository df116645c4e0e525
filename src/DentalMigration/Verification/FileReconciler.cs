using System.Security.Cryptography;
using DentalMigration.Dataverse;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;
using DentalMigration.Verification.Figures;

namespace DentalMigration.Verification;

/// <summary>
/// Compares the files of an object's rows: whether the bytes in Dataverse are those that were sent. Downloads every file, several at a time,
/// and keeps none.
/// </summary>
internal static class FileReconciler
{
    /// <summary>Counts the files sent, and how many of them Dataverse gives back with the same checksum.</summary>
    public static async Task CompareAsync(Migration migration, RowMapper mapper, ObjectFigures figures, CancellationToken cancellationToken)
    {
        if (mapper.Map.Content is null)
        {
            return;
        }

        int number = migration.Numbers[mapper.Map.Object];
        var gate = new Lock();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = migration.Setup.Options.MaxConcurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(migration.Ledger.Files.Sent(number), parallel, async (file, stop) =>
        {
            byte[]? found = await ChecksumAsync(migration, mapper, file.Id, stop);
            int? practice = migration.Ledger.Records.Find(number, file.Key)?.Practice;
            lock (gate)
            {
                PracticeFigures figure = figures.Of(practice);
                figure.Sent++;
                figure.SourceBytes += ContentSum.Of(file.Id, file.Checksum.AsSpan());
                figure.TargetBytes += found is null ? UInt128.Zero : ContentSum.Of(file.Id, found.AsSpan());
                figure.SameBytes += found.AsSpan().SequenceEqual(file.Checksum) ? 1 : 0;
            }
        });
    }

    /// <summary>SHA-256 of a row's file as Dataverse has it; null where the row has none, or it is not given out.</summary>
    public static async Task<byte[]?> ChecksumAsync(Migration migration, RowMapper mapper, Guid id, CancellationToken cancellationToken)
    {
        try
        {
            await using DataverseFile? found = await OpenAsync(migration, mapper, id, cancellationToken);
            return found is null ? null : await SHA256.HashDataAsync(found.Content, cancellationToken);
        }
        catch (DataverseException e) when (e is { Error: not null, IsTransient: false, Status: not 401 })
        {
            return null; // one file that is not given out counts as one that differs
        }
    }

    /// <summary>A row's file; null where it has none, or the row is not there.</summary>
    public static Task<DataverseFile?> OpenAsync(Migration migration, RowMapper mapper, Guid id, CancellationToken cancellationToken) =>
        mapper.Map.Content!.Column == FileColumns.NoteBody
            ? migration.Setup.Target.DownloadAnnotationAsync(id, cancellationToken)
            : migration.Setup.Target.DownloadFileAsync(mapper.Table.EntitySet, id, mapper.Map.Content.Column, null, cancellationToken);
}
