using DentalMigration.Mapping.Decisions;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Checks;

/// <summary>What of the decisions about files and headers cannot work.</summary>
internal static class PlaceChecks
{
    public static IEnumerable<MapProblem> Of(MigrationMap map, SystemCatalog catalog)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (PlaceMap place in map.Places ?? [])
        {
            MapProblem Problem(string code, string message) => new(code, place.Place, $"'{place.Place}' {message}");
            if (!names.Add(place.Place))
            {
                yield return Problem("DuplicatePlace", "is in the map twice. Remove one.");
            }

            if (place.Decision == Decision.Custom)
            {
                yield return Problem("DecisionDoesNotFit", "is decided as Custom, which only a header can be. Accept it with its object, or ignore it.");
            }

            if (place.Decision != Decision.Accepted)
            {
                continue;
            }

            if (catalog.Objects.FirstOrDefault(o => o.Name == place.Object) is not { } known)
            {
                yield return Problem("UnknownObject", place.Object is null ? "is accepted without an object. Name one, or ignore it." : $"is accepted as '{place.Object}', and {catalog.Label} has no such object.");
                continue;
            }

            foreach (MapProblem problem in Headers(map, place, known).Concat(Keys(place, known)))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<MapProblem> Headers(MigrationMap map, PlaceMap place, CatalogObject known)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var headers = new HashSet<string>(StringComparer.Ordinal);
        ObjectMap? o = map.Find(known.Name);
        foreach (HeaderMap header in place.Headers)
        {
            MapProblem Problem(string code, string message) => new(code, $"{place.Place}/{header.Header}", $"Header '{header.Header}' of '{place.Place}' {message}");
            if (!headers.Add(header.Header))
            {
                yield return Problem("DuplicateHeader", "is in the map twice. Remove one.");
            }

            if (header.Decision == Decision.Accepted && header.Field is null)
            {
                yield return Problem("FieldMissing", "is accepted without a field. Name one, or ignore it.");
            }
            else if (header.Decision == Decision.Accepted && known.Find(header.Field!) is null)
            {
                yield return Problem("UnknownField", $"is accepted as '{header.Field}', and {known.Label} has no such field. Name one it has, or ignore the header.");
            }
            else if (header.Decision == Decision.Accepted && !fields.TryAdd(header.Field!, header.Header))
            {
                yield return Problem("FieldTwice", $"is accepted as '{header.Field}', as '{fields[header.Field!]}' is too. Keep one.");
            }

            if (header.Decision == Decision.Custom
                && o?.Columns.Concat(o.Proposed ?? []).Any(c => c.From.Contains(CustomFields.Mark + header.Header)) != true)
            {
                yield return Problem("CustomColumnMissing", $"is decided to have a column of its own, and '{known.Name}' has none from '{CustomFields.Mark}{header.Header}'. Add it to the object's columns.");
            }
        }
    }

    /// <summary>Columns without which the place cannot be read, unless an open header may still be it.</summary>
    private static IEnumerable<MapProblem> Keys(PlaceMap place, CatalogObject known)
    {
        if (place.Headers.Any(h => h.Decision == Decision.Open))
        {
            yield break;
        }

        HashSet<string> read = [.. place.Headers.Where(h => h.Decision == Decision.Accepted).Select(h => h.Field).OfType<string>()];
        bool hasFallback = known.FallbackKey is { } fallback && fallback.All(read.Contains);
        foreach (string key in known.Key.Where(k => !hasFallback && !read.Contains(k) && known.OptionalKey?.Contains(k) != true)
            .Union(known.Fields.Where(f => f.Required && !read.Contains(f.Name)).Select(f => f.Name)))
        {
            yield return new MapProblem("KeyMissing", place.Place, $"'{place.Place}' has no header for '{key}', without which {known.Label} cannot be read. Accept a header for it, or ignore the file.");
        }
    }
}
