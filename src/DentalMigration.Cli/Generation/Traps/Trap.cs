using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.Traps;

/// <summary>Something to go wrong, planted at a fixed patient, so that what a migration should make of it is known beforehand.</summary>
/// <typeparam name="TRows">What adds plain rows to a patient.</typeparam>
/// <param name="Patient">Number of the patient, from 1.</param>
/// <param name="Mess">How messy the export must be for it. See <see cref="Traps.Mess"/>.</param>
/// <param name="Name">Stable PascalCase name.</param>
/// <param name="Expected">What should become of the record.</param>
/// <param name="Change">Changes the patient's rows and gives the one that is trapped.</param>
/// <param name="Code">The code a run must give for it, or null.</param>
internal sealed record Trap<TRows>(
    int Patient, double Mess, string Name, TrapOutcome Expected, Func<PatientFamily, TRows, SheetRow> Change, string? Code = null);
