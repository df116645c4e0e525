using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>
/// Streams the custom fields of a Dr.DENTES export: those it defines, and each column of its files that no field is known for, with the type
/// its values show.
/// </summary>
[Cmdlet(VerbsCommon.Get, "DentesCustomField")]
[OutputType("DentalMigration.SourceRecord#custom_field")]
public sealed class GetDentesCustomFieldCommand : ReadCustomFieldsCommand
{
    private protected override string SystemName => "dentes";
}
