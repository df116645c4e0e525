using System.Text.Json;

namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Business rules that would change or refuse loaded rows.</summary>
internal sealed class BusinessRuleCheck() : ProcessCheck(Processes.BusinessRule, TargetCodes.BusinessRuleActive)
{
    private const int OnForm = 1;

    public override string Subject => "business rules";

    /// <summary>A rule whose scope is one form never runs for rows that come through the API.</summary>
    protected override bool Matters(JsonElement process) => Processes.Number(process, "processtriggerscope") is not OnForm;

    protected override string Describe(JsonElement process, string name, string table) =>
        $"The business rule '{name}' on '{table}' is active for the whole table: it may change or refuse rows. Deactivate it until the load is done.";
}
