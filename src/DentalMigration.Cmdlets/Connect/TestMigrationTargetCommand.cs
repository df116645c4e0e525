using System.Management.Automation;
using DentalMigration.Hosting;

namespace DentalMigration.Commands;

/// <summary>Tells whether an organisation is the one that is meant and ready for a migration; an error for each thing that speaks against it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MigrationTarget")]
[OutputType(typeof(bool))]
public sealed class TestMigrationTargetCommand : PipelineCmdlet
{
    /// <summary>The organisation; the one this runspace connected last when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public DataverseTarget? Target { get; set; }

    /// <summary>A map whose schema must not be in the way of what is there.</summary>
    [Parameter]
    public MapDocument? Map { get; set; }

    /// <summary>Id or name of the organisation that is meant, or the first part of its host.</summary>
    [Parameter]
    public string? ExpectedOrganization { get; set; }

    /// <summary>Demands that the map's schema is there already.</summary>
    [Parameter]
    public SwitchParameter RequireSchema { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DataverseTarget target = TargetOrCurrent(Target);
        RunOnPipeline(async (pipeline, stop) =>
        {
            IReadOnlyList<TargetProblem> problems = await TargetPreflight
                .CheckAsync(target.Target, Map?.Map, ExpectedOrganization, RequireSchema, stop).ConfigureAwait(false);
            foreach (TargetProblem problem in problems)
            {
                pipeline.Error(HostErrors.ToRecord(problem.Code, problem.Message, problem.Place));
            }

            pipeline.Write(problems.Count == 0);
        });
    }
}
