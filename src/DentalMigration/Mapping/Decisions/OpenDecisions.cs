namespace DentalMigration.Mapping.Decisions;

/// <summary>What of a map nobody has decided yet.</summary>
public static class OpenDecisions
{
    /// <summary>Each place and header that is open, in the map's order. Headers of a place wait until it is decided that it is read.</summary>
    /// <returns>Place, and header; the header null where the place itself is open.</returns>
    public static IEnumerable<(PlaceMap Place, HeaderMap? Header)> Of(MigrationMap map)
    {
        foreach (PlaceMap place in map.Places ?? [])
        {
            if (place.Decision == Decision.Open)
            {
                yield return (place, null);
            }
            else if (place.Decision == Decision.Accepted)
            {
                foreach (HeaderMap header in place.Headers.Where(h => h.Decision == Decision.Open))
                {
                    yield return (place, header);
                }
            }
        }
    }

    /// <summary>The map with all that is open left out.</summary>
    public static MigrationMap LeaveOut(MigrationMap map) => map.Places is null ? map : map with
    {
        Places = [.. map.Places.Select(p => p.Decision == Decision.Open
            ? p with { Decision = Decision.Ignored }
            : p with { Headers = [.. p.Headers.Select(h => h.Decision == Decision.Open ? h with { Decision = Decision.Ignored } : h)] })],
    };
}
