using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Loading;

/// <summary>
/// Adds to a selection the records its records refer to, so that no row is sent before what it hangs on. Reads only objects of which something
/// was chosen or named: of a thousand patients the bills need not be looked at.
/// </summary>
public static class SelectionClosure
{
    /// <summary>Adds all parents, and theirs, from the source.</summary>
    public static async Task AddParentsAsync(ISource source, MigrationMap map, RecordSelection selection, CancellationToken cancellationToken)
    {
        var named = new SelectionNames();
        foreach (string name in map.Objects.Reverse().Select(o => o.Object).Where(source.Has))
        {
            CatalogObject catalog = source.Catalog[name];
            List<(string Object, ReferencePath Path)> mentions = [.. Derived(source.Catalog, name, "mention").Select(d => (d, new ReferencePath(source.Catalog, catalog, d)))];
            List<string> copies = [.. Derived(source.Catalog, name, "copy")];
            bool refersToItself = catalog.References.Any(r => r.Object == name);
            int chosen = selection.CountOf(name) + named.CountOf(name);
            for (int before = 0; chosen > before && (before == 0 || refersToItself); chosen = selection.CountOf(name) + named.CountOf(name))
            {
                before = chosen;
                await foreach (SourceRecord record in source.Read(name, cancellationToken))
                {
                    if (record.Fault is null && (selection.Contains(name, record.Key) || named.Contains(record)))
                    {
                        selection.Add(name, record.Key);
                        AddReferences(record, source.Catalog, mentions.Select(m => m.Object), selection, named);
                        mentions.ForEach(m => AddMention(record, m.Object, m.Path, source.Files.Any(f => f.Object == m.Object), selection, named));
                        copies.ForEach(c => selection.Add(c, record.Key));
                    }
                }
            }
        }
    }

    private static void AddReferences(
        SourceRecord record, SystemCatalog system, IEnumerable<string> mentioned, RecordSelection selection, SelectionNames named)
    {
        foreach (CatalogReference reference in record.Object.References.Where(r => !mentioned.Contains(r.Object)))
        {
            if (record.Read(reference.Field).Value is not string value)
            {
                continue;
            }

            if (reference.By is { } by)
            {
                named.Add(reference.Object, by, NameFold.Of(system[reference.Object], by, value));
            }
            else
            {
                selection.Add(reference.Object, value);
            }
        }
    }

    private static void AddMention(SourceRecord record, string target, ReferencePath path, bool hasOwn, RecordSelection selection, SelectionNames named)
    {
        if (path.Mentioned(record) is { } mentioned)
        {
            selection.Add(target, mentioned.Key);
            if (hasOwn && mentioned.Name is { } name)
            {
                named.Add(target, path.NameField, path.FoldName(name));
            }
        }
    }

    private static IEnumerable<string> Derived(SystemCatalog system, string from, string rule) =>
        system.Objects.Where(o => o.Derived?.Any(d => d.From == from && d.Rule == rule) == true).Select(o => o.Name);
}
