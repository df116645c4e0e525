using System.IO.Compression;

namespace DentalMigration.Sources.Files;

/// <summary>
/// Counts the cells of an XLSX workbook that hold an error. The reader gives such a cell as empty, and an empty value must not come from
/// a failed formula unnoticed. XLS workbooks are not looked at.
/// </summary>
internal static class WorkbookErrors
{
    private static ReadOnlySpan<byte> Mark => " t=\"e\""u8;

    /// <summary>How many; 0 where the file is no XLSX workbook.</summary>
    public static int Count(string path)
    {
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            return archive.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase)).Sum(Count);
        }
        catch (InvalidDataException)
        {
            return 0;
        }
    }

    private static int Count(ZipArchiveEntry entry)
    {
        using Stream part = entry.Open();
        byte[] buffer = new byte[64 * 1024];
        int count = 0;
        int kept = 0;
        for (int read = part.Read(buffer, 0, buffer.Length); read > 0; read = part.Read(buffer, kept, buffer.Length - kept))
        {
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, kept + read);
            count += bytes.Count(Mark);

            // A mark may stand across two reads; none is counted twice, since what is kept is shorter than a mark.
            kept = Math.Min(Mark.Length - 1, bytes.Length);
            bytes[^kept..].CopyTo(buffer);
        }

        return count;
    }
}
