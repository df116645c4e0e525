namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Cloud flows that a load would start.</summary>
internal sealed class FlowCheck : ITargetCheck
{
    public string Subject => "cloud flows";

    public bool Applies(PreflightContext context) => context.Tables.Count > 0;

    public async Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken)
    {
        return
        [
            .. (await Processes.OnTablesAsync(context, Processes.CloudFlow, cancellationToken)).Select(f => new TargetFinding(
                TargetCodes.FlowActive, TargetSeverity.Error, f.Table,
                $"The cloud flow '{Processes.Text(f.Process, "name")}' is on and starts on '{f.Table}': it may run for every row loaded. Turn it off until the load is done, or waive this if the bypass keeps it quiet.")),
        ];
    }
}
