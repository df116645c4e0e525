using DentalMigration.Mapping.Decisions;
using DentalMigration.Sources.Derived;
using DentalMigration.Systems;

namespace DentalMigration.Mapping;

/// <summary>
/// Fits a default map to an export: columns to be made for fields that the object's files do not have are left out, so that an organisation
/// gets no hundreds of empty columns. Objects the export lacks stay as they are, since a newer export may bring them.
/// </summary>
public static class MapFitter
{
    /// <summary>The map as it fits its places.</summary>
    /// <param name="map">The map, its places proposed.</param>
    /// <param name="catalog">The system.</param>
    public static MigrationMap Fit(MigrationMap map, SystemCatalog catalog)
    {
        ILookup<string, string> fields = (map.Places ?? []).Where(p => p is { Decision: not Decision.Ignored, Object: not null })
            .SelectMany(p => p.Headers.Where(h => h is { Decision: Decision.Accepted, Field: not null }).Select(h => (p.Object, h.Field)).Append((p.Object, string.Empty)))
            .ToLookup(f => f.Object!, f => f.Item2!);
        return map with { Objects = [.. map.Objects.Select(o => Trim(o, catalog, fields))] };
    }

    private static ObjectMap Trim(ObjectMap o, SystemCatalog catalog, ILookup<string, string> fields)
    {
        CatalogObject known = catalog[o.Object];
        if (!fields.Contains(o.Object) && !(known.Derived ?? []).Any(d => fields.Contains(d.From)))
        {
            return o;
        }

        HashSet<string> available = Available(catalog, known, fields);
        return o with { Columns = [.. o.Columns.Where(c => c.Create is null || c.Column == o.SourceKey || c.From.Count == 0 || c.From.Any(f => CustomFields.Is(f) || available.Contains(f)))] };
    }

    /// <summary>The fields an object's records can have: those of its own files, and those that derived records take or are given.</summary>
    private static HashSet<string> Available(SystemCatalog catalog, CatalogObject o, ILookup<string, string> fields)
    {
        HashSet<string> available = [.. fields[o.Name]];
        foreach (CatalogDerivation derivation in (o.Derived ?? []).Where(d => fields.Contains(d.From)))
        {
            HashSet<string> theirs = [.. fields[derivation.From]];
            available.UnionWith(o.Fields.Select(f => f.Name).Where(f => theirs.Contains(derivation.Fields?.GetValueOrDefault(f) ?? f)));
            available.UnionWith(DerivationList.Create(derivation, catalog, o).Added);
        }

        return available;
    }
}
