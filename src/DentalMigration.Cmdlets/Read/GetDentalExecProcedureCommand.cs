using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the treatment procedures of a Dental-Exec export.</summary>
[Cmdlet(VerbsCommon.Get, "DentalExecProcedure")]
[OutputType("DentalMigration.SourceRecord#procedure")]
public sealed class GetDentalExecProcedureCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dental-exec";

    private protected override string ObjectName => "procedure";
}
