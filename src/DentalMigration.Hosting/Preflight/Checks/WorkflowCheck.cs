using System.Text.Json;

namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Classic workflows that a load would run.</summary>
internal sealed class WorkflowCheck() : ProcessCheck(Processes.Workflow, TargetCodes.WorkflowActive)
{
    private const int RealTime = 1;

    public override string Subject => "workflows";

    protected override string Describe(JsonElement process, string name, string table) =>
        $"The {(Processes.Number(process, "mode") == RealTime ? "real-time" : "background")} workflow '{name}' on '{table}' is active: it may run for every row loaded. Deactivate it until the load is done, or waive this if the bypass keeps it quiet.";
}
