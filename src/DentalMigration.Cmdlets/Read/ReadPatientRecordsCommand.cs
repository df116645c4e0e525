using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Base of the cmdlets that stream what belongs to patients, of all of them or of some.</summary>
public abstract class ReadPatientRecordsCommand : ReadRecordsCommand
{
    private readonly Dictionary<MigrationSource, HashSet<string>> _patients = [];

    /// <summary>Only records of these patients, by their id in the export; taken from piped records that have one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public string[]? PatientId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(PatientId)))
        {
            base.ProcessRecord();
            return;
        }

        // A piped record of no patient, such as a task of the office, asks for nothing.
        MigrationSource source = SourceOfSystem();
        if (!_patients.TryGetValue(source, out HashSet<string>? patients))
        {
            _patients.Add(source, patients = new HashSet<string>(StringComparer.Ordinal));
        }

        patients.UnionWith((PatientId ?? []).Where(p => !string.IsNullOrEmpty(p)));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach ((MigrationSource source, HashSet<string> patients) in _patients.Where(p => p.Value.Count > 0))
        {
            Stream(source, record => record.Read("patient_id").Value is string patient && patients.Contains(patient));
        }
    }
}
