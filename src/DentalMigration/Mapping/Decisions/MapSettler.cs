using DentalMigration.Mapping.NamedValues;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Decisions;

/// <summary>
/// Brings a map's columns in line with what a person decided about its headers: a header that was decided to have a column of its own gets
/// the proposed one, one that was not loses it, and a field a person chose gets back the columns that were left out as long as no file had it.
/// </summary>
public static class MapSettler
{
    /// <summary>The map, settled; one that is settled stays as it is.</summary>
    public static MigrationMap Settle(MigrationMap map)
    {
        if (map.Places is null)
        {
            return map;
        }

        SystemCatalog catalog = SystemCatalog.Load(map.System);
        return map with { Objects = [.. map.Objects.Select(o => WithFields(map, catalog, Own(map, o)))] };
    }

    private static ObjectMap Own(MigrationMap map, ObjectMap o)
    {
        List<HeaderMap> headers = [.. map.Places!.Where(p => p.Object == o.Object).SelectMany(p => p.Headers.Select(h => p.Decision == Decision.Accepted ? h : h with { Decision = Decision.Open }))
            .Where(h => h.Column is not null)];
        HashSet<string> wanted = [.. headers.Where(h => h.Decision == Decision.Custom).Select(h => CustomFields.Mark + h.Header)];
        HashSet<string> unwanted = [.. headers.Select(h => CustomFields.Mark + h.Header).Where(f => !wanted.Contains(f))];
        List<ColumnMap> kept = [.. o.Columns.Where(c => c.From is not [var only] || !unwanted.Contains(only))];
        List<ColumnMap> added = [.. (o.Proposed ?? []).Where(c => c.From is [var only] && wanted.Contains(only) && kept.All(k => k.Column != c.Column))];
        List<ColumnMap> proposed = [.. (o.Proposed ?? []).Where(c => !added.Contains(c)), .. o.Columns.Where(c => !kept.Contains(c))];
        return added.Count == 0 && kept.Count == o.Columns.Count
            ? o
            : o with { Columns = [.. kept, .. added], Proposed = proposed.Count == 0 ? null : proposed };
    }

    private static ObjectMap WithFields(MigrationMap map, SystemCatalog catalog, ObjectMap o)
    {
        HashSet<string> chosen = [.. Chosen(map, catalog, o)];
        chosen.ExceptWith(o.Columns.SelectMany(c => c.From));
        if (chosen.Count == 0)
        {
            return o;
        }

        MigrationMap own = DefaultMap.Create(map.System, map.Prefix, map.Scope);
        IEnumerable<ObjectMap> shipped = DefaultMap.Variants(map.System, map.Prefix).SelectMany(v => ValueMapNames.Expand(v.Objects, own))
            .Concat(own.Objects)
            .Where(d => d.Object == o.Object && d.Table == o.Table);
        ColumnMap[] missing = [.. shipped.SelectMany(d => d.Columns).Where(c => c.Create is not null && c.From.Any(chosen.Contains))
            .DistinctBy(c => c.Column).Where(c => o.Columns.All(has => has.Column != c.Column))
            .Select(c => ValueMapNames.Adopt(map, c))];
        return missing.Length == 0 ? o : o with { Columns = [.. o.Columns, .. missing] };
    }

    /// <summary>The fields that a person chose for a header, of the object's own files and of those it is derived from.</summary>
    private static IEnumerable<string> Chosen(MigrationMap map, SystemCatalog catalog, ObjectMap o)
    {
        IEnumerable<string> Of(string objectName) => map.Places!.Where(p => p.Object == objectName && p.Decision == Decision.Accepted)
            .SelectMany(p => p.Headers).Where(h => h is { Asked: true, Decision: Decision.Accepted }).Select(h => h.Field).OfType<string>();

        CatalogObject? known = catalog.Objects.FirstOrDefault(c => c.Name == o.Object);
        return Of(o.Object).Concat((known?.Derived ?? []).SelectMany(d =>
        {
            HashSet<string> theirs = [.. Of(d.From)];
            return known!.Fields.Select(f => f.Name).Where(f => theirs.Contains(d.Fields?.GetValueOrDefault(f) ?? f));
        }));
    }
}
