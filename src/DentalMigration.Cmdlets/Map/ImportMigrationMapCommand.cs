using System.Management.Automation;
using DentalMigration.Mapping;

namespace DentalMigration.Commands;

/// <summary>Reads maps from their files, JSON or CSV. A spreadsheet may have saved the CSV again, with other delimiters or in another encoding.</summary>
[Cmdlet(VerbsData.Import, "MigrationMap", DefaultParameterSetName = "Path")]
[OutputType(typeof(MapDocument))]
public sealed class ImportMigrationMapCommand : FileReaderCommand
{
    private protected override IEnumerable<object> Read(string file) => [new MapDocument(MapFile.Read(file))];
}
