namespace DentalMigration.Cli.Generation;

/// <summary>One patient's rows in all files.</summary>
internal sealed class PatientFamily
{
    /// <summary>The patient's rows: one, unless a second is planted under the same number.</summary>
    public List<SheetRow> Patients { get; } = [];

    /// <summary>Treatment plans.</summary>
    public List<SheetRow> Plans { get; } = [];

    /// <summary>Procedure lines.</summary>
    public List<SheetRow> Procedures { get; } = [];

    /// <summary>Appointments.</summary>
    public List<SheetRow> Appointments { get; } = [];

    /// <summary>Rows that name the patient.</summary>
    public IEnumerable<SheetRow> Dependents => Plans.Concat(Procedures).Concat(Appointments);
}
