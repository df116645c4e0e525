using DentalMigration.Mapping.Decisions;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Checks;

/// <summary>Checks a map against an export.</summary>
public static class MapSourceChecks
{
    /// <summary>What the map names and the export lacks, what the export has and the map is silent about, and what of the export cannot be read as decided.</summary>
    /// <param name="map">The map.</param>
    /// <param name="source">The export.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<IReadOnlyList<MapProblem>> OfAsync(MigrationMap map, ISource source, CancellationToken cancellationToken)
    {
        if (map.System != source.Catalog.System)
        {
            return [new MapProblem("MapForAnotherSystem", "", $"The map is for {map.System}, the source is {source.Catalog.System}.")];
        }

        ISource decided;
        try
        {
            decided = await MapSource.DecideAsync(MapSettler.Settle(map), source, cancellationToken);
        }
        catch (MigrationException e)
        {
            return [new MapProblem(e.Code, "", e.Message)];
        }

        return [.. decided.Faults.Select(f => new MapProblem(f.Code, f.File.Length > 0 ? f.File : f.Object, f.Message)), .. Places(map, decided), .. Columns(map, decided), .. Silent(map, decided)];
    }

    private static IEnumerable<MapProblem> Places(MigrationMap map, ISource source)
    {
        foreach (PlaceMap place in (map.Places ?? []).Where(p => p.Decision == Decision.Accepted && !p.Place.Contains('*', StringComparison.Ordinal)))
        {
            if (source.Files.FirstOrDefault(f => f.Name.Equals(place.Place, StringComparison.OrdinalIgnoreCase)) is not { } file)
            {
                yield return new MapProblem("PlaceMissing", place.Place, $"The export has no '{place.Place}'. Export it, or ignore it in the map.");
                continue;
            }

            HashSet<string> there = [.. file.Columns.Select(c => HeaderFold.Fold(c.Header))];
            foreach (HeaderMap header in place.Headers.Where(h => file.Columns.Count > 0 && h.Decision is Decision.Accepted or Decision.Custom && !there.Contains(HeaderFold.Fold(h.Header))))
            {
                yield return new MapProblem("HeaderMissing", $"{place.Place}/{header.Header}", $"'{place.Place}' has no column '{header.Header}', which the map reads. Export it, or take it out of the map.");
            }
        }
    }

    /// <summary>Columns of the map that come from a header no file of the object has.</summary>
    private static IEnumerable<MapProblem> Columns(MigrationMap map, ISource source) =>
        from o in map.Objects
        let headers = source.Files.Where(f => f.Object == o.Object).SelectMany(f => f.Columns).Select(c => HeaderFold.Fold(c.Header)).ToHashSet()
        where headers.Count > 0
        from column in o.Columns
        from field in column.From
        where CustomFields.Is(field) && !headers.Contains(HeaderFold.Fold(CustomFields.Header(field)))
            && map.Places?.Any(p => p.Object == o.Object && p.Headers.Any(h => h.Header == CustomFields.Header(field))) != true
        select new MapProblem("HeaderMissing", $"{o.Object}.{column.Column}", $"Column '{column.Column}' of '{o.Object}' comes from the header '{CustomFields.Header(field)}', which no file has.");

    private static IEnumerable<MapProblem> Silent(MigrationMap map, ISource source) =>
        MapSource.News(map, source).Where(n => n.IsNew).Select(n => new MapProblem("DecisionMissing", n.File, $"'{n.File}': {n.Message}"));
}
