using System.Globalization;
using System.Management.Automation;
using DentalMigration.Schema;

namespace DentalMigration.Commands;

/// <summary>Makes the missing components of a schema plan: currency, tables, columns, lookups and keys. Safe to repeat.</summary>
[Cmdlet(VerbsCommon.New, "DataverseCustomTable", SupportsShouldProcess = true)]
[OutputType(typeof(SchemaPlanItem))]
public sealed class NewDataverseCustomTableCommand : PipelineCmdlet
{
    private readonly List<SchemaPlanItem> _items = [];

    /// <summary>What to make: the items of New-MigrationSchemaPlan, all or some. Those that exist are left alone.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public SchemaPlanItem[] PlanItem { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _items.AddRange(PlanItem);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (IGrouping<(SchemaPlan Plan, DataverseTarget Target), SchemaPlanItem> group in _items.GroupBy(i => (i.Plan, i.TargetObject)))
        {
            DataverseTarget target = TargetOrCurrent(group.Key.Target);
            SchemaPlan plan = group.Key.Plan with { Items = [.. group.Select(i => i.Item)] };
            int missing = plan.Missing.Count();
            if (missing == 0 && !plan.Conflicts.Any())
            {
                WriteVerbose($"'{target.Name}' has everything the plan needs.");
                continue;
            }

            if (!ShouldProcess(target.Name, string.Create(CultureInfo.InvariantCulture, $"Make {missing} schema components")))
            {
                continue;
            }

            RunOnPipeline(async (pipeline, stop) =>
            {
                await foreach (SchemaItem item in SchemaWriter.ApplyAsync(plan, target.Target.Client, stop).ConfigureAwait(false))
                {
                    pipeline.Write(new SchemaPlanItem(item, plan, target));
                }
            });
        }
    }
}
