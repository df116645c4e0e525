using DentalMigration.Profiling.Values;
using DentalMigration.Systems;

namespace DentalMigration.Profiling.Keys;

/// <summary>What references can point at: the keys, and the names where a system refers by name, of every object measured so far.</summary>
internal sealed class KeyRing
{
    private readonly Dictionary<(string Object, string Field), KeySet> _sets;

    /// <param name="catalog">The system.</param>
    /// <param name="isRead">True for an object whose records are read, so that something can be missed in it.</param>
    /// <param name="store">Where the keys are kept.</param>
    public KeyRing(SystemCatalog catalog, Func<string, bool> isRead, KeyStore store) => _sets = catalog.Objects
        .SelectMany(o => o.References)
        .Where(r => isRead(r.Object))
        .Select(r => (r.Object, By(catalog, r)))
        .Distinct()
        .ToDictionary(r => r, _ => new KeySet(store));

    /// <summary>The fields of an object that others refer by.</summary>
    public IEnumerable<(string Field, KeySet Set)> Of(string objectName) =>
        _sets.Where(s => s.Key.Object == objectName).Select(s => (s.Key.Field, s.Value));

    /// <summary>The set a reference is looked up in; null where the export has no records of that object.</summary>
    public KeySet? Target(SystemCatalog catalog, CatalogReference reference) =>
        _sets.GetValueOrDefault((reference.Object, By(catalog, reference)));

    /// <summary>The field a reference is matched by.</summary>
    public static string By(SystemCatalog catalog, CatalogReference reference) => reference.By ?? catalog[reference.Object].Key[0];

    /// <summary>True where a field is referred to, or refers, by name: such values compare after folding.</summary>
    public static bool IsName(SystemCatalog catalog, string objectName, string field) =>
        catalog[objectName].References.Any(r => r.Field == field && r.By is not null)
        || catalog.Objects.SelectMany(o => o.References).Any(r => r.Object == objectName && r.By == field);

    /// <summary>Keys compare as they are, names after folding.</summary>
    public static ulong Hash(string value, bool isName) => ValueHash.Of(isName ? HeaderFold.Fold(value) : value);
}
