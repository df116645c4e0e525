using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Reads owner maps from their CSV or JSON files.</summary>
[Cmdlet(VerbsData.Import, "ProviderOwnerMap", DefaultParameterSetName = "Path")]
[OutputType(typeof(ProviderOwner))]
public sealed class ImportProviderOwnerMapCommand : FileReaderCommand
{
    private protected override IEnumerable<object> Read(string file) => OwnerFile.Read(file);
}
