using System.Globalization;
using DentalMigration.Owners;

namespace DentalMigration.Mapping.Rows;

/// <summary>All that decides what the records of an object become beside the records themselves, as one text: another text, and every row is made anew.</summary>
internal static class RowContextText
{
    /// <summary>The text.</summary>
    /// <param name="shared">What all rows of the run share.</param>
    /// <param name="decisions">What persons decided about single records.</param>
    public static string Of(MappingContext shared, string decisions) => string.Join('\n', (string[])
    [
        typeof(RowContextText).Assembly.ManifestModule.ModuleVersionId.ToString(),
        MapHash.Of(shared.Map),
        shared.TimeZone.Id,
        $"{shared.Owners.Fallback}",
        .. shared.Owners.Entries.OrderBy(e => e.Provider, StringComparer.Ordinal).Select(Entry),
        .. shared.Currencies.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value}"),
        $"{shared.OwnCurrency}",
        .. shared.Roles.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key}={r.Value}"),
        .. shared.RecallDecisions.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key}={r.Value}"),
        decisions,
    ]);

    /// <summary>The text for one object: the names by which its records refer to others belong to it.</summary>
    public static string Of(MappingContext shared, ObjectMap map) => string.Join('\n', (string[])
    [
        shared.Context!,
        map.Object,
        .. from lookup in map.Columns.Where(c => c.Lookup is not null).Select(c => (Target: c.Lookup!, Fields: c.From))
               .Concat(map.Parties.Select(p => (Target: p.Lookup, Fields: (IReadOnlyList<string>)[p.From])))
           from field in new ReferencePath(shared.Catalog, shared.Catalog[map.Object], lookup.Target).Indexed(lookup.Fields)
           select string.Create(CultureInfo.InvariantCulture, $"{lookup.Target}.{field}={shared.Directory.NamesPrint(lookup.Target, field)}"),
    ]);

    private static string Entry(OwnerEntry entry) => string.Join('\t', entry.Provider, entry.Name, entry.Owner, entry.UserId, entry.Status);
}
