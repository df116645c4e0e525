using DentalMigration.Cli.Generation.Documents;
using DentalMigration.Cli.Generation.Traps;

namespace DentalMigration.Cli.Generation.Sheets;

/// <summary>
/// One row of an export, its cells by header. A cell is a string (written as it is), DateOnly, TimeOnly, DateTime, decimal, int or null.
/// </summary>
internal sealed class SheetRow(SheetColumns columns)
{
    private readonly object?[] _cells = new object?[columns.Headers.Count];

    /// <summary>The columns.</summary>
    public SheetColumns Columns => columns;

    /// <summary>The cells in column order.</summary>
    public IReadOnlyList<object?> Cells => _cells;

    /// <summary>The record's key; several cells are joined by <c>|</c>.</summary>
    public string Key => string.Join('|', columns.Key.Select(i => (string?)_cells[i]));

    /// <summary>What was planted in the row.</summary>
    public List<(string Name, TrapOutcome Expected, string? Code)> Traps { get; } = [];

    /// <summary>How many cells more or fewer than the header the line shall have.</summary>
    public int Ragged { get; set; }

    /// <summary>The file the row names, where it is to be written beside the export; null where there is none or it shall be missing.</summary>
    public PracticeFile? File { get; set; }

    /// <summary>The cell under a header.</summary>
    public object? this[string header]
    {
        get => _cells[columns[header]];
        set => _cells[columns[header]] = value;
    }

    /// <summary>Sets a cell; for use in an expression.</summary>
    public SheetRow With(string header, object? value)
    {
        this[header] = value;
        return this;
    }

    /// <summary>Notes that something was planted here.</summary>
    public SheetRow Plant(string name, TrapOutcome expected, string? code = null)
    {
        Traps.Add((name, expected, code));
        return this;
    }

    /// <summary>A copy of the cells, without traps and file.</summary>
    public SheetRow Copy()
    {
        var copy = new SheetRow(columns);
        _cells.CopyTo(copy._cells, 0);
        return copy;
    }
}
