using System.Management.Automation;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Checks;
using DentalMigration.Mapping.Learning;

namespace DentalMigration.Commands;

/// <summary>
/// Signs a map in a person's name. The approval covers exactly what the map says now, its decisions about files and headers included; export
/// the map to keep it. Refused while a decision is open, and where the map does not fit its system or, with -Source, the export.
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
    [ArgumentCompleter(typeof(UserCompleter))]
    public string Approver { get; set; } = "";

    /// <summary>An export that the map must fit as well.</summary>
    [Parameter]
    [ValidateNotNull]
    public MigrationSource? Source { get; set; }

    /// <summary>Signs that files and headers which are open are left out: neither read nor migrated.</summary>
    [Parameter]
    public SwitchParameter IgnoreOpen { get; set; }

    /// <summary>Remembers the decisions in this JSON file, spellings only, for New-MigrationMap -Learn of the next practice; made when missing.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Learn { get; set; }

    private protected override object? Subject => Map.ToString();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        MigrationMap approved = Guard(() => MapApprover.Approve(Map.Map, Approver, TimeProvider.System, IgnoreOpen));
        Demand(approved);
        if (!ShouldProcess(Map.ToString(), $"Approve map as {Approver}"))
        {
            WriteObject(Map);
            return;
        }

        if (Learn is not null)
        {
            string path = ResolvePath(Learn);
            WriteVerbose($"{Guard(() => LearnedFile.Remember(path, Map.Map, TimeProvider.System))} decisions were remembered.");
        }

        WriteObject(new MapDocument(approved));
    }

    /// <summary>What nobody could load is not signed.</summary>
    private void Demand(MigrationMap map) => RunOnPipeline(async (_, stop) =>
    {
        List<MapProblem> problems = [.. MapChecker.Check(map)];
        if (Source is { } source)
        {
            problems.AddRange(await MapSourceChecks.OfAsync(map, source.Source, stop).ConfigureAwait(false));
        }

        if (problems.Count > 0)
        {
            string more = problems.Count > 1 ? $" and {problems.Count - 1} more" : "";
            throw new MigrationException("MapDoesNotFit", $"The map does not fit: {problems[0].Code}, {problems[0].Message.TrimEnd('.')}{more}. Test-MigrationMap lists all; mend the map's file, and approve that.");
        }
    });
}
