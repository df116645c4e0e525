using DentalMigration.Sources.Derived.Recalls;
using DentalMigration.Profiling;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Loading;

/// <summary>
/// What a person should know about the export as a whole before trusting the numbers: what the reader warned of, columns that are read but
/// not mapped, and mapped fields no file has.
/// </summary>
internal static class SourceFindings
{
    public static IEnumerable<(string Object, string File, RowProblem Finding)> Of(ISource source, MigrationMap map)
    {
        foreach (SourceNews news in MapSource.News(map, source))
        {
            yield return (news.Object, news.File, Finding("MapOutdated", news.Message));
        }

        foreach (SourceFile file in source.Files)
        {
            foreach (string warning in file.Warnings)
            {
                yield return (file.Object ?? "", file.Name, Finding("SourceWarning", warning));
            }

            if (file.Object is not (null or CustomFieldFinder.Object or RecallDecisions.Object) && map.Find(file.Object) is null && source.Catalog[file.Object] is var left)
            {
                yield return (file.Object, file.Name, left.Migrates
                    ? Finding("ObjectNotMapped", "The map leaves this file out, so it is not migrated. Map it if it should travel.")
                    : Finding("HandedOver", $"{left.Label} definitions are not migrated; they are handed over as a reference to rebuild them from."));
            }

            if (file.Object is not null && map.Find(file.Object) is { Action: MapAction.Create } o)
            {
                HashSet<string> used = [.. Used(o), .. Derived(source.Catalog, map, o.Object), .. source.Catalog[o.Object].Key];
                string[] unmapped = [.. file.Columns
                    .Where(c => c is { IsIgnored: false, Header.Length: > 0 } && !used.Contains(c.Field ?? CustomFields.Mark + c.Header)).Select(c => $"'{c.Header}'")];
                if (unmapped.Length > 0)
                {
                    yield return (o.Object, file.Name, Finding(
                        "FieldsNotMapped", $"Read but not in the map, so not migrated: {string.Join(", ", unmapped)}. Map those that should travel."));
                }

                string[] empty = [.. o.Columns.Where(c => c.From.Count == 1 && !file.Columns.Any(f => f.Field == c.From[0] || CustomFields.Mark + f.Header == c.From[0])).Select(c => c.Column)];
                if (empty.Length > 0)
                {
                    yield return (o.Object, file.Name, Finding(
                        "FieldsNotExported", $"The file has no column for these, so they stay empty: {string.Join(", ", empty)}."));
                }
            }
        }
    }

    private static IEnumerable<string> Used(ObjectMap o) =>
    [
        .. o.Columns.SelectMany(c => c.From),
        .. o.Owner,
        .. o.Parties.Select(p => p.From),
        .. o.State?.Fields ?? [],
        .. o.CurrencyFrom is { } currency ? [currency] : Array.Empty<string>(),
        .. o.Content is { } content ? content.From.Concat(content.Name).Concat(content.MimeType) : [],
    ];

    /// <summary>The fields that travel in rows derived from the object.</summary>
    private static IEnumerable<string> Derived(SystemCatalog catalog, MigrationMap map, string objectName) =>
        from target in catalog.Objects
        where map.Find(target.Name) is not null
        from derivation in target.Derived ?? []
        where derivation.From == objectName
        from field in target.Fields
        select derivation.Fields?.GetValueOrDefault(field.Name) ?? field.Name;

    private static RowProblem Finding(string code, string reason) => new(ProblemKind.Finding, code, "", reason);
}
