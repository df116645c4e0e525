using System.Management.Automation;
using DentalMigration.Schema;

namespace DentalMigration.Commands;

/// <summary>Compares what a map needs with what the organisation has; one object for each component. Writes nothing.</summary>
[Cmdlet(VerbsCommon.New, "MigrationSchemaPlan")]
[OutputType(typeof(SchemaPlanItem))]
public sealed class NewMigrationSchemaPlanCommand : PipelineCmdlet
{
    /// <summary>The map.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public MapDocument Map { get; set; } = null!;

    /// <summary>The organisation; the one this runspace connected last when left out.</summary>
    [Parameter]
    public DataverseTarget? Target { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DataverseTarget target = TargetOrCurrent(Target);
        RunOnPipeline(async (pipeline, stop) =>
        {
            SchemaPlan plan = await SchemaPlanner.PlanAsync(Map.Map, target.Target.Client, stop).ConfigureAwait(false);
            foreach (SchemaItem item in plan.Items)
            {
                pipeline.Write(new SchemaPlanItem(item, plan, target));
            }
        });
    }
}
