namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Classic workflows that a load would run.</summary>
internal sealed class WorkflowCheck : ITargetCheck
{
    public string Subject => "workflows";

    public bool Applies(PreflightContext context) => context.Tables.Count > 0;

    public async Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken)
    {
        return
        [
            .. (await Processes.OnTablesAsync(context, Processes.Workflow, cancellationToken)).Select(f => new TargetFinding(
                TargetCodes.WorkflowActive, TargetSeverity.Error, f.Table,
                $"The {(Processes.Number(f.Process, "mode") == 1 ? "real-time" : "background")} workflow '{Processes.Text(f.Process, "name")}' on '{f.Table}' is active: it may run for every row loaded. Deactivate it until the load is done, or waive this if the bypass keeps it quiet.")),
        ];
    }
}
