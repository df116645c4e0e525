namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Duplicate detection rules that may refuse loaded rows.</summary>
internal sealed class DuplicateRuleCheck : ITargetCheck
{
    public string Subject => "duplicate detection rules";

    public bool Applies(PreflightContext context) => context.Tables.Count > 0;

    public async Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken)
    {
        const string Url = "duplicaterules?$select=name,baseentityname&$filter=statecode eq 1";
        return await context.Client.QueryAsync(Url, null, cancellationToken)
            .Select(r => (Name: Processes.Text(r, "name"), Table: Processes.Text(r, "baseentityname")))
            .Where(r => context.Tables.Contains(r.Table))
            .Select(r => new TargetFinding(
                TargetCodes.DuplicateRuleActive, TargetSeverity.Error, r.Table,
                $"The duplicate detection rule '{r.Name}' on '{r.Table}' is published: members of one family look like duplicates to it. Unpublish it until the load is done, or waive this: the load does not ask for duplicate detection."))
            .ToListAsync(cancellationToken);
    }
}
