using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation;

/// <summary>The files of an export being written.</summary>
internal sealed class PracticeFolder(string folder, IReadOnlyList<ISheet> sheets) : IDisposable
{
    private readonly Dictionary<SheetColumns, ISheet> _sheets = sheets.ToDictionary(s => s.Columns);

    /// <summary>Writes a row to its object's file, and the document it names.</summary>
    public void Write(SheetRow row)
    {
        _sheets[row.Columns].Write(row);
        row.File?.Write(folder);
    }

    /// <summary>Closes the files.</summary>
    public IEnumerable<GeneratedFile> Finish() => sheets.Select(s => s.Finish());

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ISheet sheet in sheets)
        {
            sheet.Dispose();
        }
    }
}
