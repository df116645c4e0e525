using System.Management.Automation;
using DentalMigration.Mapping;

namespace DentalMigration.Commands;

/// <summary>Signs a map in a person's name. The approval covers exactly what the map says now; export the map to keep it.</summary>
[Cmdlet(VerbsLifecycle.Approve, "MigrationMap", SupportsShouldProcess = true)]
[OutputType(typeof(MapDocument))]
public sealed class ApproveMigrationMapCommand : PipelineCmdlet
{
    /// <summary>The map.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public MapDocument Map { get; set; } = null!;

    /// <summary>Who approves: a name or an e-mail address.</summary>
    [Parameter(Mandatory = true)]
    public string Approver { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(ShouldProcess(Map.ToString(), $"Approve map as {Approver}")
        ? new MapDocument(Guard(() => MapApprover.Approve(Map.Map, Approver, TimeProvider.System)))
        : Map);
}
