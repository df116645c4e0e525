namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Whether rows can keep the dates they were created on; without the privilege the dates are lost for good, and silently.</summary>
internal sealed class CreatedOnCheck : ITargetCheck
{
    private const string Privilege = "prvOverrideCreatedOnCreatedBy";

    public string Subject => "privileges";

    public bool Applies(PreflightContext context) => context.Map?.Objects.Any(o => o.Columns.Any(c => c.Column == "overriddencreatedon")) == true;

    public async Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid> lacking = await context.LackingAsync(Privilege, cancellationToken);
        return lacking.Count == 0
            ? []
            : [new TargetFinding(TargetCodes.CreatedOnNotAllowed, TargetSeverity.Error, Privilege,
                $"{context.Name(lacking)} lacks {Privilege}: Dataverse would ignore the original dates without a word, and they cannot be set later. Give a role with that privilege.")];
    }
}
