using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the dentists who referred patients of a Dental-Exec export: those of its own list, and each mention in a patient's record.</summary>
[Cmdlet(VerbsCommon.Get, "DentalExecReferringProvider")]
[OutputType("DentalMigration.SourceRecord#referral")]
public sealed class GetDentalExecReferringProviderCommand : ReadRecordsCommand
{
    private protected override string SystemName => "dental-exec";

    private protected override string ObjectName => "referral";
}
