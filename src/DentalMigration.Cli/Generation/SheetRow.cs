namespace DentalMigration.Cli.Generation;

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

    /// <summary>The record's key.</summary>
    public string Key => (string)_cells[0]!;

    /// <summary>What was planted in the row.</summary>
    public List<(string Name, TrapOutcome Expected)> Traps { get; } = [];

    /// <summary>How many cells more or fewer than the header the line shall have.</summary>
    public int Ragged { get; set; }

    /// <summary>The cell under a header.</summary>
    public object? this[string header]
    {
        get => _cells[columns[header]];
        set => _cells[columns[header]] = value;
    }

    /// <summary>Notes that something was planted here.</summary>
    public SheetRow Plant(string name, TrapOutcome expected)
    {
        Traps.Add((name, expected));
        return this;
    }

    /// <summary>A copy of the cells, without traps.</summary>
    public SheetRow Copy()
    {
        var copy = new SheetRow(columns);
        _cells.CopyTo(copy._cells, 0);
        return copy;
    }
}
