using DentalMigration.Systems;

namespace DentalMigration.Profiling;

/// <summary>What references can point at: the keys, and the names where a system refers by name, of every object measured so far.</summary>
internal sealed class KeyRing
{
    private readonly Dictionary<(string Object, string Field), HashSet64> _sets;

    public KeyRing(SystemCatalog catalog) => _sets = catalog.Objects
        .SelectMany(o => o.References)
        .Select(r => (r.Object, By(catalog, r)))
        .Distinct()
        .ToDictionary(r => r, _ => new HashSet64());

    /// <summary>The fields of an object that others refer by.</summary>
    public IEnumerable<(string Field, HashSet64 Set)> Of(string objectName) =>
        _sets.Where(s => s.Key.Object == objectName).Select(s => (s.Key.Field, s.Value));

    /// <summary>The set a reference is looked up in.</summary>
    public HashSet64 Target(SystemCatalog catalog, CatalogReference reference) => _sets[(reference.Object, By(catalog, reference))];

    /// <summary>The field a reference is matched by.</summary>
    public static string By(SystemCatalog catalog, CatalogReference reference) => reference.By ?? catalog[reference.Object].Key[0];

    /// <summary>Keys compare as they are, names after folding.</summary>
    public static ulong Hash(string value, bool isName) => ValueHash.Of(isName ? HeaderFold.Fold(value) : value);
}
