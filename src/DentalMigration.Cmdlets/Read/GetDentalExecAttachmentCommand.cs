using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the documents of a Dental-Exec export: what is known of each file, not its content.</summary>
[Cmdlet(VerbsCommon.Get, "DentalExecAttachment")]
[OutputType("DentalMigration.SourceRecord#document")]
public sealed class GetDentalExecAttachmentCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dental-exec";

    private protected override string ObjectName => "document";
}
