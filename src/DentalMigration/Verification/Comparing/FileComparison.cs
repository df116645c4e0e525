using System.Globalization;
using System.Security.Cryptography;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Verification.Comparing;

/// <summary>A row's file on both sides: the bytes that were sent and those that Dataverse gives back.</summary>
/// <param name="Verdict">Whether they are the same.</param>
/// <param name="Wanted">The size that is to be there; null where it is not known.</param>
/// <param name="Found">The size that is there; null where there is no file.</param>
internal sealed record FileComparison(Verdict Verdict, long? Wanted, long? Found)
{
    /// <summary>True where Dataverse did not give the file out.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>What the column is called that stands for a file's bytes.</summary>
    public static string ColumnOf(RowMapper mapper) => $"{mapper.Map.Content!.Column} (bytes)";

    /// <summary>Downloads the files of rows, several at a time; null where a row is to have none.</summary>
    public static async Task<IReadOnlyList<FileComparison?>> CompareAsync(
        Migration migration, RowMapper mapper, IReadOnlyList<RowComparison> rows, CancellationToken cancellationToken)
    {
        var files = new FileComparison?[rows.Count];
        if (mapper.Map.Content is not null)
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = migration.Setup.Options.MaxConcurrency, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, rows.Count, parallel, async (i, stop) => files[i] = await CompareAsync(migration, mapper, rows[i], stop));
        }

        return files;
    }

    private static async Task<FileComparison?> CompareAsync(Migration migration, RowMapper mapper, RowComparison row, CancellationToken cancellationToken)
    {
        if (row.Written.Row.File is not { } file)
        {
            return null;
        }

        LedgerFile? sent = migration.Ledger.Files.Find(migration.Numbers[mapper.Map.Object], row.Written.Row.Record.Key);
        long? wanted = file.Length ?? sent?.Length;
        if (row.Current is null)
        {
            return new FileComparison(Verdict.Missing, wanted, null);
        }

        try
        {
            await using DataverseFile? found = await FileReconciler.OpenAsync(migration, mapper, row.Written.Row.Id, cancellationToken);
            if (found is null)
            {
                return new FileComparison(Verdict.Missing, wanted, null);
            }

            bool isSame = (wanted is null || found.Size is null || found.Size == wanted)
                && (sent?.Checksum is null || (await SHA256.HashDataAsync(found.Content, cancellationToken)).AsSpan().SequenceEqual(sent.Checksum));
            return new FileComparison(isSame ? Verdict.Same : Verdict.Different, wanted, found.Size);
        }
        catch (DataverseException e) when (e is { Error: not null, IsTransient: false, Status: not 401 })
        {
            return new FileComparison(Verdict.Missing, wanted, null) { IsUnreadable = true };
        }
    }

    /// <summary>A size as text.</summary>
    public static string? Text(long? size) => size?.ToString(CultureInfo.InvariantCulture);
}
