using DentalMigration.Dataverse;
using DentalMigration.Hosting.Preflight.Checks;

namespace DentalMigration.Hosting.Preflight;

/// <summary>Looks at an organisation before anything is written, and at every load, at everything side by side. Reads only.</summary>
public static class TargetPreflight
{
    private static readonly ITargetCheck[] Checks =
    [
        new OrganizationCheck(), new CallerCheck(), new MapCheck(), new SchemaCheck(), new CreatedOnCheck(), new BypassCheck(), new FlowCheck(),
        new WorkflowCheck(), new BusinessRuleCheck(), new PlugInCheck(), new DuplicateRuleCheck(), new AppointmentSyncCheck(),
        new AttachmentCheck(), new CurrencyCheck(), new LanguageCheck(), new TableLimitCheck(),
    ];

    /// <summary>What speaks against the organisation, with the waivers there are; empty when nothing does.</summary>
    /// <param name="target">The organisation.</param>
    /// <param name="question">What it is to be ready for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async IAsyncEnumerable<TargetFinding> CheckAsync(
        Target target,
        PreflightQuestion question,
        [global::System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var context = new PreflightContext(target, question, cancellationToken);
        IReadOnlyList<TargetFinding>[] found = await Task.WhenAll(Checks.Where(c => c.Applies(context)).Select(c => RunAsync(c, context, cancellationToken)));
        foreach (TargetFinding finding in found.SelectMany(f => f))
        {
            yield return finding with { Waiver = question.Waivers.LastOrDefault(w => w.Code == finding.Code) };
        }
    }

    private static async Task<IReadOnlyList<TargetFinding>> RunAsync(ITargetCheck check, PreflightContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await check.RunAsync(context, cancellationToken);
        }
        catch (DataverseException e) when (!e.IsTransient && e.Status is 400 or 403 or 404 or 501)
        {
            // What the user may not see may be there all the same; what the organisation has no table for cannot.
            return
            [
                e.Status == 403
                    ? new TargetFinding(TargetCodes.CouldNotCheck, TargetSeverity.Error, check.Subject,
                        $"The user may not see {check.Subject} ({e.Code}). Give it the right to read them, or check them by hand and waive this.")
                    : new TargetFinding(TargetCodes.CouldNotCheck, TargetSeverity.Warning, check.Subject,
                        $"The organisation does not tell of {check.Subject} ({e.Code}). Check them by hand."),
            ];
        }
    }
}
