using System.Management.Automation;
using DentalMigration.Schema;

namespace DentalMigration.Commands;

/// <summary>
/// Compares what a map needs with what the organisation has: tables, columns, keys, column security, forms, views, charts, navigation. Emits
/// one object for each component, in the order they are made. Writes nothing.
/// </summary>
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

    /// <summary>What Measure-MigrationSource measured on the export: text columns grow where it holds longer values than the map foresees.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ObjectMeasurement[]? Profile { get; set; }

    /// <summary>Only these kinds of components; all when left out.</summary>
    [Parameter]
    public SchemaComponent[] Kind { get; set; } = [];

    /// <summary>Not these kinds: <c>-Exclude View, Form, Chart, Dashboard, SiteMap, App</c> for a rehearsal that nobody looks at.</summary>
    [Parameter]
    public SchemaComponent[] Exclude { get; set; } = [];

    private protected override object? Subject => Map.ToString();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DataverseTarget target = TargetOrCurrent(Target);
        var options = new SchemaOptions
        {
            Kinds = [.. Kind.Select(k => (SchemaKind)k)],
            Exclude = [.. Exclude.Select(k => (SchemaKind)k)],
            Profile = Profile?[0].Profile,
        };
        RunOnPipeline(async (pipeline, stop) =>
        {
            SchemaPlan plan = await SchemaPlanner.PlanAsync(Map.Map, target.Target.Client, options, stop).ConfigureAwait(false);
            foreach (SchemaItem item in plan.Items)
            {
                pipeline.Write(new SchemaPlanItem(item, plan, target));
            }
        });
    }
}
