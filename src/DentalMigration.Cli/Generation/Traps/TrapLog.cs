using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.Traps;

/// <summary>The traps written so far, with where they came to stand.</summary>
internal sealed class TrapLog
{
    private readonly List<PlantedTrap> _traps = [];

    /// <summary>The traps in the order they were written.</summary>
    public IReadOnlyList<PlantedTrap> Traps => _traps;

    /// <summary>Notes the traps of a row.</summary>
    public void Add(SheetRow row, string file, int line)
    {
        foreach ((string name, TrapOutcome expected, string? code) in row.Traps)
        {
            _traps.Add(new PlantedTrap(row.Columns.Object, row.Key, file, line, name, expected, code));
        }
    }

    /// <summary>Notes that a whole file is written in a way that goes wrong elsewhere.</summary>
    public void Add(SheetColumns columns, string file, string name) =>
        _traps.Add(new PlantedTrap(columns.Object, string.Empty, file, 0, name, TrapOutcome.Created));
}
