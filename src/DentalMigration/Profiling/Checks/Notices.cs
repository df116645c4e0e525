using DentalMigration.Profiling.Keys;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Profiling.Checks;

/// <summary>What the catalog has to tell about columns and files.</summary>
internal static class Notices
{
    /// <summary>The notice about a known field.</summary>
    public static CatalogNotice? OfField(SystemCatalog catalog, string field) => catalog.Notices?.FirstOrDefault(n => n.Fields?.Contains(field) == true);

    /// <summary>The notice whose words a header or file name has.</summary>
    public static CatalogNotice? OfWords(SystemCatalog catalog, string name)
    {
        string folded = HeaderFold.Fold(name);
        return catalog.Notices?.FirstOrDefault(n => n.Words?.Any(w => folded.Contains(w, StringComparison.Ordinal)) == true);
    }

    /// <summary>Findings about what the export holds beside the objects: files that are not used, and objects that do not travel.</summary>
    /// <param name="source">The source.</param>
    /// <param name="rows">The records of each object.</param>
    public static IEnumerable<ProfileFinding> Findings(ISource source, IEnumerable<(CatalogObject Object, long Rows)> rows)
    {
        var export = new Places();
        foreach (SourceFault fault in source.Faults)
        {
            yield return new FindingWriter(fault.Object, string.Empty, export).Error(fault.Code, 1, KeyTally.Nowhere, fault.Message);
        }

        foreach (SourceFile file in source.Files.Where(f => f.Object is null && source.Faults.All(s => s.File != f.Name)))
        {
            CatalogNotice? notice = OfWords(source.Catalog, file.Name);
            yield return new ProfileFinding(
                string.Empty, string.Empty, notice?.Code ?? "UnusedFile", FindingSeverity.Information, 1, file.Name,
                notice?.Message ?? "The file holds no object that is known, so it is not read. Rename it, or say in a source profile what it holds.");
        }

        foreach ((CatalogObject o, long count) in rows.Where(r => !r.Object.Migrates && r.Rows > 0))
        {
            yield return new FindingWriter(o.Name, string.Empty, export).Information("HandedOver", count, KeyTally.Nowhere,
                "Definitions of workflows, reminders, billing rules and templates do not migrate. They are handed over as a reference to rebuild them by.");
        }
    }
}
