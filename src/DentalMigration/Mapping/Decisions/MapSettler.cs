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
        HashSet<string> mapped = [.. o.Columns.SelectMany(c => c.From)];
        HashSet<string> chosen = [.. Accepted(map, catalog, o, h => h.Asked).Except(mapped)];

        // A person may also put another field where the machine was sure, and the column of that one was left out as well.
        HashSet<string> accepted = [.. Accepted(map, catalog, o, _ => true).Except(mapped)];
        if (accepted.Count == 0)
        {
            return o;
        }

        IEnumerable<ColumnMap> Shipped(IEnumerable<ObjectMap> objects, HashSet<string> fields) => objects
            .Where(d => d.Object == o.Object && d.Table == o.Table).SelectMany(d => d.Columns)
            .Where(c => c.Create is not null && c.From.Any(fields.Contains));
        MigrationMap own = DefaultMap.Create(map.System, map.Prefix, map.Scope);
        ColumnMap[] missing = [.. Shipped(DefaultMap.Variants(map.System, map.Prefix).SelectMany(v => ValueMapNames.Expand(v.Objects, own)), chosen)
            .Concat(Shipped(own.Objects, accepted))
            .DistinctBy(c => c.Column).Where(c => o.Columns.All(has => has.Column != c.Column))
            .Select(c => ValueMapNames.Adopt(map, c))];
        return missing.Length == 0 ? o : o with { Columns = [.. o.Columns, .. missing] };
    }

    /// <summary>The fields of accepted headers, of the object's own files and of those it is derived from.</summary>
    private static IEnumerable<string> Accepted(MigrationMap map, SystemCatalog catalog, ObjectMap o, Func<HeaderMap, bool> which)
    {
        IEnumerable<string> Of(string objectName) => map.Places!.Where(p => p.Object == objectName && p.Decision == Decision.Accepted)
            .SelectMany(p => p.Headers).Where(h => h.Decision == Decision.Accepted && which(h)).Select(h => h.Field).OfType<string>();

        CatalogObject? known = catalog.Objects.FirstOrDefault(c => c.Name == o.Object);
        return Of(o.Object).Concat((known?.Derived ?? []).SelectMany(d =>
        {
            HashSet<string> theirs = [.. Of(d.From)];
            return known!.Fields.Select(f => f.Name).Where(f => theirs.Contains(d.Fields?.GetValueOrDefault(f) ?? f));
        }));
    }
}
