using DentalMigration.Sources;
using DentalMigration.Sources.Derived;
using DentalMigration.Systems;

namespace DentalMigration.Mapping;

/// <summary>
/// Fits a default map to an export: columns to be made for fields that the object's files do not have are left out, so that an organisation
/// gets no hundreds of empty columns, and fields the practice added get columns of their own. Objects the export lacks stay as they are, since
/// a newer export may bring them.
/// </summary>
public static class MapFitter
{
    /// <summary>The map as it fits the export.</summary>
    /// <param name="map">The map, not yet approved.</param>
    /// <param name="source">The export.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static Task<MigrationMap> FitAsync(MigrationMap map, ISource source, CancellationToken cancellationToken) =>
        CustomFields.AddAsync(map with { Objects = [.. map.Objects.Select(o => Trim(o, source))] }, source, cancellationToken);

    private static ObjectMap Trim(ObjectMap o, ISource source)
    {
        if (!source.Has(o.Object))
        {
            return o;
        }

        HashSet<string> available = Available(source, source.Catalog[o.Object]);
        return o with { Columns = [.. o.Columns.Where(c => c.Create is null || c.Column == o.SourceKey || c.From.Count == 0 || c.From.Any(available.Contains))] };
    }

    /// <summary>The fields an object's records can have: those of its own files, and those that derived records take or are given.</summary>
    private static HashSet<string> Available(ISource source, CatalogObject o)
    {
        HashSet<string> fields = Columns(source, o.Name);
        foreach (CatalogDerivation derivation in o.Derived ?? [])
        {
            HashSet<string> theirs = Columns(source, derivation.From);
            fields.UnionWith(o.Fields.Select(f => f.Name).Where(f => theirs.Contains(derivation.Fields?.GetValueOrDefault(f) ?? f)));
            fields.UnionWith(DerivationList.Create(derivation, source.Catalog, o).Added);
        }

        return fields;
    }

    private static HashSet<string> Columns(ISource source, string objectName) =>
        [.. source.Files.Where(f => f.Object == objectName).SelectMany(f => f.Columns).Select(c => c.Field).OfType<string>()];
}
