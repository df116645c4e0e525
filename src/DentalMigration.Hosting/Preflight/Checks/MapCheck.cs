using DentalMigration.Mapping;
using DentalMigration.Mapping.Checks;

namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Whether the map can work at all, and whether the organisation's own columns take what it writes: a value of another kind would be lost without a word.</summary>
internal sealed class MapCheck : ITargetCheck
{
    public string Subject => "the columns of the map";

    public bool Applies(PreflightContext context) => context.Map is not null;

    public async Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken) =>
    [
        .. MapChecker.Check(context.Map!).Where(p => p.Code != "MapEdited")
            .Concat(await MapTargetChecks.OfAsync(context.Map!, context.Definitions!, cancellationToken))
            .Select(p => new TargetFinding(TargetCodes.MapDoesNotFit, TargetSeverity.Error, p.Place, p.Message)),
    ];
}
