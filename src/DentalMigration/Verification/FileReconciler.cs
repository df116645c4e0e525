using System.Security.Cryptography;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Verification;

/// <summary>
/// Compares the files of an object's rows: how many rows have one, and whether the bytes in Dataverse are those that were sent. Downloads
/// every file, several at a time, and keeps none.
/// </summary>
internal static class FileReconciler
{
    /// <summary>How many rows with our import number have a file.</summary>
    public static Task<long> CountAsync(Migration migration, RowMapper mapper, string import, CancellationToken cancellationToken)
    {
        string column = mapper.Map.Content!.Column;
        string has = column == FileColumns.NoteBody ? "filesize gt 0" : $"{column} ne null";
        return migration.Setup.Target.CountAsync(mapper.Table.EntitySet, $"{import} and {has}", cancellationToken);
    }

    /// <summary>How many files were sent, and how many of them Dataverse gives back with the same checksum.</summary>
    public static async Task<(long Sent, long Same)> CompareAsync(Migration migration, RowMapper mapper, CancellationToken cancellationToken)
    {
        long sent = 0;
        long same = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = migration.Setup.Options.MaxConcurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(migration.Ledger.Files.Sent(migration.Numbers[mapper.Map.Object]), parallel, async (file, stop) =>
        {
            Interlocked.Increment(ref sent);
            if (await IsSameAsync(migration, mapper, file, stop))
            {
                Interlocked.Increment(ref same);
            }
        });
        return (sent, same);
    }

    private static async Task<bool> IsSameAsync(Migration migration, RowMapper mapper, LedgerFile file, CancellationToken cancellationToken)
    {
        DataverseClient target = migration.Setup.Target;
        string column = mapper.Map.Content!.Column;
        await using DataverseFile? found = column == FileColumns.NoteBody
            ? await target.DownloadAnnotationAsync(file.Id, cancellationToken)
            : await target.DownloadFileAsync(mapper.Table.EntitySet, file.Id, column, null, cancellationToken);
        return found is not null && (await SHA256.HashDataAsync(found.Content, cancellationToken)).AsSpan().SequenceEqual(file.Checksum);
    }
}
