using System.Text.Json;

namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Cloud flows that a load would start.</summary>
internal sealed class FlowCheck() : ProcessCheck(Processes.CloudFlow, TargetCodes.FlowActive)
{
    public override string Subject => "cloud flows";

    protected override string Describe(JsonElement process, string name, string table) =>
        $"The cloud flow '{name}' is on and starts on '{table}': it may run for every row loaded. Turn it off until the load is done, or waive this if the bypass keeps it quiet.";
}
