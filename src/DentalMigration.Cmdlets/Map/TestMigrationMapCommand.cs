using System.Management.Automation;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Checks;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Schema;

namespace DentalMigration.Commands;

/// <summary>Tells whether a map fits its system and, with -Source and -Target, the export and the organisation; one error for each thing that does not, all at once.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MigrationMap")]
[OutputType(typeof(bool))]
public sealed class TestMigrationMapCommand : PipelineCmdlet
{
    /// <summary>The map.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public MapDocument Map { get; set; } = null!;

    /// <summary>An export that must have what the map reads.</summary>
    [Parameter]
    public MigrationSource? Source { get; set; }

    /// <summary>An organisation whose schema must take what the map writes.</summary>
    [Parameter]
    public DataverseTarget? Target { get; set; }

    /// <summary>Demands that the map is approved.</summary>
    [Parameter]
    public SwitchParameter Approved { get; set; }

    private protected override object? Subject => Map.ToString();

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunOnPipeline(async (pipeline, stop) =>
    {
        MigrationMap map = MapSettler.Settle(Map.Map) with { Approval = Map.Map.Approval };
        List<MapProblem> problems = [.. MapChecker.Check(map)];
        if (Approved && Map.Map.Approval is null)
        {
            problems.Add(new MapProblem("MapNotApproved", "", "Nobody has approved the map as it is now. Read it and run Approve-MigrationMap."));
        }

        if (Source is { } source)
        {
            problems.AddRange(await MapSourceChecks.OfAsync(map, source.Source, stop).ConfigureAwait(false));
        }

        if (Target is { } target)
        {
            var definitions = new TargetDefinitions(target.Target.Client, map);
            SchemaPlan plan = await SchemaPlanner.PlanAsync(map, target.Target.Client, definitions, stop).ConfigureAwait(false);
            problems.AddRange(plan.Conflicts.Select(c => new MapProblem("SchemaConflict", $"{c.Table}.{c.Name}", c.Description)));
            problems.AddRange(await MapTargetChecks.OfAsync(map, definitions, stop).ConfigureAwait(false));
        }

        foreach (MapProblem problem in problems)
        {
            pipeline.Error(HostErrors.ToRecord(problem.Code, problem.Message, problem.Place.Length > 0 ? problem.Place : Map.ToString()));
        }

        pipeline.Write(problems.Count == 0);
    });
}
