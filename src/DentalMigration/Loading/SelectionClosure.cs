using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Loading;

/// <summary>Adds to a selection the records its records refer to, so that no row is sent before what it hangs on.</summary>
public static class SelectionClosure
{
    /// <summary>Adds all parents, and theirs, from the source.</summary>
    public static async Task AddParentsAsync(ISource source, MigrationMap map, RecordSelection selection, CancellationToken cancellationToken)
    {
        var named = new HashSet<(string Object, string Field, string Value)>();
        foreach (ObjectMap o in map.Objects.Reverse().Where(o => source.Has(o.Object)))
        {
            CatalogObject catalog = source.Catalog[o.Object];
            List<(string Object, ReferencePath Path)> mentions = [.. Derived(source.Catalog, o.Object, "mention").Select(d => (d, new ReferencePath(source.Catalog, catalog, d)))];
            List<string> copies = [.. Derived(source.Catalog, o.Object, "copy")];
            bool refersToItself = catalog.References.Any(r => r.Object == o.Object);
            int before;
            do
            {
                before = selection.Count;
                await foreach (SourceRecord record in source.Read(o.Object, cancellationToken))
                {
                    if (record.Fault is null && (selection.Contains(o.Object, record.Key) || IsNamed(record, named)))
                    {
                        selection.Add(o.Object, record.Key);
                        AddReferences(record, source.Catalog, mentions.Select(m => m.Object), selection, named);
                        mentions.ForEach(m => AddMention(record, m.Object, m.Path, source.Files.Any(f => f.Object == m.Object), selection, named));
                        copies.ForEach(c => selection.Add(c, record.Key));
                    }
                }
            }
            while (refersToItself && selection.Count > before);
        }
    }

    private static void AddReferences(
        SourceRecord record, SystemCatalog system, IEnumerable<string> mentioned, RecordSelection selection, HashSet<(string Object, string Field, string Value)> named)
    {
        foreach (CatalogReference reference in record.Object.References.Where(r => !mentioned.Contains(r.Object)))
        {
            if (record.Read(reference.Field).Value is not string value)
            {
                continue;
            }

            if (reference.By is { } by)
            {
                named.Add((reference.Object, by, NameFold.Of(system[reference.Object], by, value)));
            }
            else
            {
                selection.Add(reference.Object, value);
            }
        }
    }

    private static void AddMention(
        SourceRecord record, string target, ReferencePath path, bool hasOwn, RecordSelection selection, HashSet<(string Object, string Field, string Value)> named)
    {
        if (path.Mentioned(record) is { } mentioned)
        {
            selection.Add(target, mentioned.Key);
            if (hasOwn && mentioned.Name is { } name)
            {
                named.Add((target, path.NameField, path.FoldName(name)));
            }
        }
    }

    private static IEnumerable<string> Derived(SystemCatalog system, string from, string rule) =>
        system.Objects.Where(o => o.Derived?.Any(d => d.From == from && d.Rule == rule) == true).Select(o => o.Name);

    private static bool IsNamed(SourceRecord record, HashSet<(string Object, string Field, string Value)> named) =>
        named.Count > 0 && record.Object.Fields.Any(f =>
            f.Type == FieldType.Text && record.Read(f.Name).Value is string value && named.Contains((record.Object.Name, f.Name, NameFold.Of(record.Object, f.Name, value))));

}
