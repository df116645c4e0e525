using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the appointments of a Dental-Exec export.</summary>
[Cmdlet(VerbsCommon.Get, "DentalExecAppointment")]
[OutputType("DentalMigration.SourceRecord#appointment")]
public sealed class GetDentalExecAppointmentCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dental-exec";

    private protected override string ObjectName => "appointment";
}
