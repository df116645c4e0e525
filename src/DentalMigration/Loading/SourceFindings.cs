using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;

namespace DentalMigration.Loading;

/// <summary>
/// What a person should know about the export as a whole before trusting the numbers: what the reader warned of, columns that are read but
/// not mapped, and mapped fields no file has.
/// </summary>
internal static class SourceFindings
{
    public static IEnumerable<(string Object, string File, RowProblem Finding)> Of(ISource source, MigrationMap map)
    {
        foreach (SourceFile file in source.Files)
        {
            foreach (string warning in file.Warnings)
            {
                yield return (file.Object ?? "", file.Name, Finding("SourceWarning", warning));
            }

            if (file.Object is not null && map.Find(file.Object) is { Action: MapAction.Create } o)
            {
                HashSet<string> used = [.. Used(o), .. source.Catalog[o.Object].Key];
                string[] left = [.. file.Columns.Where(c => c.Field is not null && !used.Contains(c.Field)).Select(c => $"'{c.Header}'")];
                if (left.Length > 0)
                {
                    yield return (o.Object, file.Name, Finding(
                        "FieldsNotMapped", $"Read but not in the map, so not migrated: {string.Join(", ", left)}. Map those that should travel."));
                }

                string[] empty = [.. o.Columns.Where(c => c.From.Count == 1 && !file.Columns.Any(f => f.Field == c.From[0])).Select(c => c.Column)];
                if (empty.Length > 0)
                {
                    yield return (o.Object, file.Name, Finding(
                        "FieldsNotExported", $"The file has no column for these, so they stay empty: {string.Join(", ", empty)}."));
                }
            }
        }
    }

    private static IEnumerable<string> Used(ObjectMap o)
    {
        IEnumerable<string> used = o.Columns.SelectMany(c => c.From).Concat(o.Owner).Concat(o.Parties.Select(p => p.From));
        IEnumerable<string> files = o.Content is { } content ? [.. content.From, .. content.Name, .. content.MimeType] : [];
        used = used.Concat(files);
        return o.State is { } state ? used.Append(state.From) : used;
    }

    private static RowProblem Finding(string code, string reason) => new(ProblemKind.Finding, code, "", reason);
}
