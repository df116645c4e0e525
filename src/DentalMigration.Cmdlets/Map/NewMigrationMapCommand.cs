using System.Management.Automation;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;

namespace DentalMigration.Commands;

/// <summary>Proposes a map for a source: the one that ships for its system, without columns for what the export does not have, and with one for each field the practice added.</summary>
[Cmdlet(VerbsCommon.New, "MigrationMap")]
[OutputType(typeof(MapDocument))]
public sealed class NewMigrationMapCommand : PipelineCmdlet
{
    /// <summary>The export; the one this runspace connected last when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public MigrationSource? Source { get; set; }

    /// <summary>Publisher prefix of the tables and columns the migration makes.</summary>
    [Parameter]
    public string Prefix { get; set; } = "new";

    /// <summary>Names the practice, where several share one organisation.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Scope { get; set; } = "default";

    /// <summary>Alternatives to parts of the map, such as AppointmentTable; tab completion lists those of the system.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(MapVariantCompleter))]
    public string[] Variant { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        MigrationSource source = SourceOrCurrent(Source);
        MigrationMap map = Guard(() => DefaultMap.Create(source.System, Prefix, Scope, Variant));
        RunOnPipeline(async (pipeline, stop) =>
            pipeline.Write(new MapDocument(await MapProposer.ProposeAsync(map, source.Source, null, stop).ConfigureAwait(false))));
    }
}
