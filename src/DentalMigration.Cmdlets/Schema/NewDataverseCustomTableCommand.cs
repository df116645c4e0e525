using System.Globalization;
using System.Management.Automation;
using DentalMigration.Schema;

namespace DentalMigration.Commands;

/// <summary>
/// Makes the missing components of a schema plan, of every kind: tables, columns, keys, column security, forms, views, charts, navigation.
/// Waits until keys can be used, and publishes once. Safe to repeat. With -WhatIf it says what it would make.
/// </summary>
[Cmdlet(VerbsCommon.New, "DataverseCustomTable", SupportsShouldProcess = true)]
[OutputType(typeof(SchemaPlanItem))]
public sealed class NewDataverseCustomTableCommand : PipelineCmdlet
{
    private readonly List<SchemaPlanItem> _items = [];

    /// <summary>What to make: the items of New-MigrationSchemaPlan, all or some. Those that exist are left alone.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public SchemaPlanItem[] PlanItem { get; set; } = [];

    /// <summary>Only these kinds of components; all when left out.</summary>
    [Parameter]
    public SchemaComponent[] Kind { get; set; } = [];

    private protected override object? Subject => PlanItem.FirstOrDefault()?.Target;

    /// <inheritdoc/>
    protected override void ProcessRecord() => _items.AddRange(PlanItem.Where(i => Kind.Length == 0 || Kind.Contains((SchemaComponent)i.Item.Kind)));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (IGrouping<(SchemaPlan Plan, DataverseTarget Target), SchemaPlanItem> group in _items.GroupBy(i => (i.Plan, i.TargetObject)))
        {
            DataverseTarget target = TargetOrCurrent(group.Key.Target);
            SchemaPlan plan = group.Key.Plan with { Items = [.. group.Select(i => i.Item)] };
            if (!plan.Missing.Any() && !plan.Conflicts.Any())
            {
                WriteVerbose($"'{target.Name}' has everything the plan needs.");
                continue;
            }

            if (!IsWanted(plan, target))
            {
                continue;
            }

            RunOnPipeline(async (pipeline, stop) =>
            {
                using var progress = new ProgressReporter(pipeline, $"Make the schema in '{target.Name}'");
                (long done, long total) = (0, plan.Missing.Count());
                await foreach (SchemaItem item in SchemaWriter.ApplyAsync(plan, target.Target.Client, stop).ConfigureAwait(false))
                {
                    progress.Report($"{item.Kind} {item.Name}", ++done, total);
                    pipeline.Write(new SchemaPlanItem(item, plan, target));
                }
            });
        }
    }

    /// <summary>Asks once for all; -WhatIf gets a line for each component.</summary>
    private bool IsWanted(SchemaPlan plan, DataverseTarget target)
    {
        string action = string.Create(CultureInfo.InvariantCulture, $"Make {plan.Missing.Count()} schema components in '{target.Name}'");
        bool isWanted = ShouldProcess(action, $"{action}?", "Make the schema", out ShouldProcessReason reason);
        if (reason == ShouldProcessReason.WhatIf)
        {
            foreach (SchemaItem item in plan.Missing)
            {
                ShouldProcess($"{item.Kind} {(item.Table.Length > 0 ? $"{item.Table}." : "")}{item.Name}: {item.Description}", "Make");
            }
        }

        return isWanted;
    }
}
