namespace DentalMigration.Cli.Generation.Sheets;

/// <summary>A file of one object that rows are written to, streaming.</summary>
internal interface ISheet : IDisposable
{
    /// <summary>The columns of the rows it takes.</summary>
    SheetColumns Columns { get; }

    /// <summary>Writes a row and notes its traps with their line.</summary>
    void Write(SheetRow row);

    /// <summary>Writes what comes after the last row and closes the file.</summary>
    GeneratedFile Finish();
}
