using DentalMigration.Mapping.Decisions;

namespace DentalMigration.Mapping;

/// <summary>Signs a map.</summary>
public static class MapApprover
{
    private const int MostListed = 20;

    /// <summary>The map with an approval of exactly what it says now.</summary>
    /// <param name="map">The map.</param>
    /// <param name="approver">A name or an e-mail address.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="ignoreOpen">Signs that what is open is left out.</param>
    /// <exception cref="MigrationException"><c>ApproverMissing</c>: an approval names a person; <c>DecisionsOpen</c>: something waits for one.</exception>
    public static MigrationMap Approve(MigrationMap map, string approver, TimeProvider clock, bool ignoreOpen = false)
    {
        if (string.IsNullOrWhiteSpace(approver))
        {
            throw new MigrationException("ApproverMissing", "An approval names a person: give a name or an e-mail address.");
        }

        List<string> open = [.. OpenDecisions.Of(map).Select(o => o.Header is null ? $"'{o.Place.Place}'" : $"'{o.Header.Header}' of '{o.Place.Place}'")];
        if (open.Count > 0 && !ignoreOpen)
        {
            string more = open.Count > MostListed ? $" and {open.Count - MostListed} more" : string.Empty;
            throw new MigrationException(
                "DecisionsOpen",
                $"The map has open decisions: {string.Join(", ", open.Take(MostListed))}{more}. Decide each in the map's file, or approve with -IgnoreOpen, which leaves them out.");
        }

        MigrationMap settled = MapSettler.Settle(OpenDecisions.LeaveOut(map));
        return settled with { Approval = new MapApproval(approver.Trim(), clock.GetUtcNow(), MapHash.Of(settled)) };
    }
}
