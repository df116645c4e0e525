using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the treating dentists and hygienists of a Dental-Exec export.</summary>
[Cmdlet(VerbsCommon.Get, "DentalExecProvider")]
[OutputType("DentalMigration.SourceRecord#provider")]
public sealed class GetDentalExecProviderCommand : ReadRecordsCommand
{
    private protected override string SystemName => "dental-exec";

    private protected override string ObjectName => "provider";
}
