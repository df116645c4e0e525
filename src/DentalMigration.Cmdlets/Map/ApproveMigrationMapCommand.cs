using System.Management.Automation;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Learning;

namespace DentalMigration.Commands;

/// <summary>
/// Signs a map in a person's name. The approval covers exactly what the map says now, its decisions about files and headers included; export
/// the map to keep it. Refused while a decision is open.
/// </summary>
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

    /// <summary>Signs that files and headers which are open are left out: neither read nor migrated.</summary>
    [Parameter]
    public SwitchParameter IgnoreOpen { get; set; }

    /// <summary>Remembers the decisions in this JSON file, spellings only, for New-MigrationMap -Learn of the next practice; made when missing.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Learn { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!ShouldProcess(Map.ToString(), $"Approve map as {Approver}"))
        {
            WriteObject(Map);
            return;
        }

        MigrationMap approved = Guard(() => MapApprover.Approve(Map.Map, Approver, TimeProvider.System, IgnoreOpen));
        if (Learn is not null)
        {
            string path = ResolvePath(Learn);
            WriteVerbose($"{Guard(() => LearnedFile.Remember(path, Map.Map, TimeProvider.System))} decisions were remembered.");
        }

        WriteObject(new MapDocument(approved));
    }
}
