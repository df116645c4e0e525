namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Business rules that would change or refuse loaded rows.</summary>
internal sealed class BusinessRuleCheck : ITargetCheck
{
    private const int OnForm = 1;

    public string Subject => "business rules";

    public bool Applies(PreflightContext context) => context.Tables.Count > 0;

    public async Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken)
    {
        // A rule whose scope is one form never runs for rows that come through the API.
        return
        [
            .. (await Processes.OnTablesAsync(context, Processes.BusinessRule, cancellationToken))
                .Where(f => Processes.Number(f.Process, "processtriggerscope") is not OnForm)
                .Select(f => new TargetFinding(
                    TargetCodes.BusinessRuleActive, TargetSeverity.Error, f.Table,
                    $"The business rule '{Processes.Text(f.Process, "name")}' on '{f.Table}' is active for the whole table: it may change or refuse rows. Deactivate it until the load is done.")),
        ];
    }
}
