namespace DentalMigration.Sources.Files;

/// <summary>A text file, or one sheet of a workbook, as rows of cells.</summary>
internal abstract class Table(string path, string name)
{
    /// <summary>Full path of the file.</summary>
    public string Path { get; } = path;

    /// <summary>File name, with the sheet after <c>#</c> for a workbook.</summary>
    public string Name { get; } = name;

    /// <summary>The sheet's own name; null for a text file.</summary>
    public virtual string? Sheet => null;

    /// <summary>Name of the text encoding; empty for a workbook.</summary>
    public virtual string Encoding => string.Empty;

    /// <summary>The delimiter; empty for a workbook.</summary>
    public virtual string Delimiter => string.Empty;

    /// <summary>What a person should know about the file before its columns are looked at.</summary>
    public virtual IReadOnlyList<string> Warnings => [];

    /// <summary>The letters to repair in every text cell.</summary>
    public LetterRepair Repair { get; set; }

    /// <summary>How many bytes the reading under way has read; null where it cannot tell.</summary>
    public long? Position { get; set; }

    /// <summary>Reads the rows from the start, streaming. Blank rows are among them.</summary>
    /// <exception cref="MigrationException"><c>SourceFileUnreadable</c>.</exception>
    public IEnumerable<TableRow> Rows()
    {
        using IEnumerator<TableRow> rows = Translate(() => ReadRows().GetEnumerator());
        Func<bool> next = rows.MoveNext;
        while (Translate(next))
        {
            yield return rows.Current;
        }
    }

    /// <summary>Reads the rows; what goes wrong with the file is translated by <see cref="Rows"/>.</summary>
    protected abstract IEnumerable<TableRow> ReadRows();

    /// <summary>The one sentence for a file that cannot be read.</summary>
    public static MigrationException Unreadable(string path, Exception cause) => new(
        "SourceFileUnreadable",
        $"The file '{System.IO.Path.GetFileName(path)}' cannot be read; close it in other programs, check its permissions, or export it again.",
        cause);

    private T Translate<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception e) when (e is not (MigrationException or OperationCanceledException or OutOfMemoryException))
        {
            throw Unreadable(Path, e);
        }
    }
}
