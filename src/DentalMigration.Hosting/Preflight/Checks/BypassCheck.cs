namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Whether the load may keep custom logic quiet.</summary>
internal sealed class BypassCheck : ITargetCheck
{
    private const string Privilege = "prvBypassCustomBusinessLogic";

    public string Subject => "privileges";

    public bool Applies(PreflightContext context) => context.Map?.BypassBusinessLogic == true;

    public async Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid> lacking = await context.LackingAsync(Privilege, cancellationToken);
        return lacking.Count == 0
            ? []
            : [new TargetFinding(TargetCodes.BypassNotAllowed, TargetSeverity.Error, Privilege,
                $"{context.Name(lacking)} lacks {Privilege}, so plug-ins, workflows and flows would run for every row. Give a role with that privilege; where this is waived, the load does not ask for the bypass.")];
    }
}
