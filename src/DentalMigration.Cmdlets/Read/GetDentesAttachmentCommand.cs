using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the documents of a Dr.DENTES export: what is known of each file, not its content.</summary>
[Cmdlet(VerbsCommon.Get, "DentesAttachment")]
[OutputType("DentalMigration.SourceRecord#document")]
public sealed class GetDentesAttachmentCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dentes";

    private protected override string ObjectName => "document";
}
