using DentalMigration.Capacity;

namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Whether the map’s tables would pass what the licence allows.</summary>
internal sealed class TableLimitCheck : ITargetCheck
{
    public string Subject => "custom tables";

    public bool Applies(PreflightContext context) => context.Map is not null;

    public async Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken)
    {
        TableCount tables = await TableCount.OfAsync(context.Map!, context.Client, cancellationToken);
        int limit = LicenseTiers.CustomTables(context.Question.License) ?? int.MaxValue;
        return tables.Missing == 0 || tables.Total <= limit
            ? []
            : [new TargetFinding(TargetCodes.TableLimitPassed, TargetSeverity.Error, "custom tables",
                $"The organisation has {tables.Existing} custom tables and the map needs {tables.Missing} more; {LicenseTiers.Label(context.Question.License)} allows {limit}. Leave objects out of the map, remove tables, or move to a licence that allows more; Measure-DataverseCapacity shows which.")];
    }
}
