using DentalMigration.Cli.Generation.Sheets;
using DentalMigration.Cli.Generation.Traps;

namespace DentalMigration.Cli.Generation;

/// <summary>A source system whose exports can be made up.</summary>
internal interface ISyntheticSystem
{
    /// <summary>Opens the files of an export, parents before children.</summary>
    IReadOnlyList<ISheet> Open(TrapLog log);

    /// <summary>The rows that belong to no patient: practices, providers, definitions.</summary>
    IEnumerable<SheetRow> Masters();

    /// <summary>Makes the patient of a number, from 1, with the traps that belong there.</summary>
    PatientFamily Make(int n);

    /// <summary>The users of a target organisation that fits: full name, e-mail address, disabled.</summary>
    IEnumerable<(string Name, string Email, bool Disabled)> Users();
}
