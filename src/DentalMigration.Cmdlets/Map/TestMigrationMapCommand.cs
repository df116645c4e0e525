using System.Management.Automation;
using DentalMigration.Mapping;
using DentalMigration.Schema;

namespace DentalMigration.Commands;

/// <summary>Tells whether a map fits its system and, with -Target, the organisation; one error for each thing that does not.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MigrationMap")]
[OutputType(typeof(bool))]
public sealed class TestMigrationMapCommand : PipelineCmdlet
{
    /// <summary>The map.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public MapDocument Map { get; set; } = null!;

    /// <summary>An organisation whose schema must not be in the way.</summary>
    [Parameter]
    public DataverseTarget? Target { get; set; }

    /// <summary>Demands that the map is approved.</summary>
    [Parameter]
    public SwitchParameter Approved { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunOnPipeline(async (pipeline, stop) =>
    {
        List<MapProblem> problems = [.. MapChecker.Check(Map.Map)];
        if (Approved && !Map.IsApproved)
        {
            problems.Add(new MapProblem("MapNotApproved", "", "Nobody has approved the map as it is now. Read it and run Approve-MigrationMap."));
        }

        if (Target is { } target)
        {
            SchemaPlan plan = await SchemaPlanner.PlanAsync(Map.Map, target.Target.Client, stop).ConfigureAwait(false);
            problems.AddRange(plan.Conflicts.Select(c => new MapProblem("SchemaConflict", $"{c.Table}.{c.Name}", c.Description)));
        }

        foreach (MapProblem problem in problems)
        {
            pipeline.Error(HostErrors.ToRecord(problem.Code, problem.Message, problem.Place));
        }

        pipeline.Write(problems.Count == 0);
    });
}
