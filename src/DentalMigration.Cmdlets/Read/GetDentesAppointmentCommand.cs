using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the appointments of a Dr.DENTES export.</summary>
[Cmdlet(VerbsCommon.Get, "DentesAppointment")]
[OutputType("DentalMigration.SourceRecord#appointment")]
public sealed class GetDentesAppointmentCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dentes";

    private protected override string ObjectName => "appointment";
}
