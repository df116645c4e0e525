namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Whether the organisation is the one that is meant.</summary>
internal sealed class OrganizationCheck : ITargetCheck
{
    public string Subject => "the organisation";

    public bool Applies(PreflightContext context) => context.Question.ExpectedOrganization is not null;

    public async Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken)
    {
        string expected = context.Question.ExpectedOrganization!;
        return await OrganizationName.IsAsync(context.Target, expected, cancellationToken)
            ? []
            : [new TargetFinding(TargetCodes.WrongOrganization, TargetSeverity.Error, context.Target.Name,
                $"'{context.Target.Name}' is not the organisation '{expected}'. Connect to the one that is meant.")];
    }
}
