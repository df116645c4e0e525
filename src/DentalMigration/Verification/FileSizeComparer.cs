using System.Globalization;
using DentalMigration.Dataverse;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Verification;

/// <summary>Compares the size of a file column's file, which is in no column of the row: Dataverse tells it when the file is asked for.</summary>
internal static class FileSizeComparer
{
    /// <summary>The line of one row, or null where its object's files are in notes, whose size is a column.</summary>
    public static async Task<FieldDifference?> CompareAsync(Migration migration, RowMapper mapper, MappedRow row, CancellationToken cancellationToken)
    {
        if (row.File is not { } file || mapper.Map.Content is not { Column: not FileColumns.NoteBody and { } column } content)
        {
            return null;
        }

        long? wanted = file.Length ?? migration.Ledger.Files.Find(migration.Numbers[mapper.Map.Object], row.Record.Key)?.Length;
        await using DataverseFile? found = await migration.Setup.Target.DownloadFileAsync(
            mapper.Table.EntitySet, row.Id, column, new FileDownloadOptions { Length = 1 }, cancellationToken);
        Verdict verdict = found is null ? Verdict.Missing : wanted is null || found.Size == wanted ? Verdict.Same : Verdict.Different;
        return new FieldDifference(
            mapper.Map.Object,
            row.Record.Key,
            mapper.Table.LogicalName,
            row.Id,
            string.Join(", ", content.From),
            $"{column} (bytes)",
            file.Reference,
            wanted?.ToString(CultureInfo.InvariantCulture),
            found?.Size?.ToString(CultureInfo.InvariantCulture),
            verdict,
            verdict switch
            {
                Verdict.Same => "",
                Verdict.Missing => "The file is not in Dataverse. Run again, and look at the findings of that run.",
                _ => "Dataverse holds another file; people may have replaced it.",
            });
    }
}
