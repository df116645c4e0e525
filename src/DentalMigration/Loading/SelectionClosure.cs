using DentalMigration.Mapping;
using DentalMigration.Owners;
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
                        AddReferences(record, catalog, selection, named);
                    }
                }
            }
            while (refersToItself && selection.Count > before);
        }
    }

    private static void AddReferences(
        SourceRecord record, CatalogObject catalog, RecordSelection selection, HashSet<(string Object, string Field, string Value)> named)
    {
        foreach (CatalogReference reference in catalog.References)
        {
            if (record.Read(reference.Field).Value is not string value)
            {
                continue;
            }

            if (reference.By is { } by)
            {
                named.Add((reference.Object, by, Fold(by, value)));
            }
            else
            {
                selection.Add(reference.Object, value);
            }
        }
    }

    private static bool IsNamed(SourceRecord record, HashSet<(string Object, string Field, string Value)> named) =>
        named.Count > 0 && record.Object.Fields.Any(f =>
            f.Type == FieldType.Text && record.Read(f.Name).Value is string value && named.Contains((record.Object.Name, f.Name, Fold(f.Name, value))));

    private static string Fold(string field, string value) => field == "full_name" ? ProviderName.Fold(value) : HeaderFold.Fold(value);
}
