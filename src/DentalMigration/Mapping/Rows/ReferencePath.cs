using System.Collections.Concurrent;
using DentalMigration.Sources;
using DentalMigration.Sources.Derived;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Rows;

/// <summary>
/// How one object's records refer to another's: by its key, by a name, or, where the other is derived from them, by the key of what is
/// derived. A derived copy is referred to as what it is a copy of.
/// </summary>
internal sealed class ReferencePath
{
    private readonly CatalogObject _from;
    private readonly CatalogObject _target;
    private readonly Derivation? _mention;
    private readonly string? _copyOf;
    private readonly ConcurrentDictionary<string, string?> _by = new(StringComparer.Ordinal);

    public ReferencePath(SystemCatalog catalog, CatalogObject from, string target)
    {
        _from = from;
        _target = catalog[target];
        _mention = _target.Derived?.FirstOrDefault(d => d.From == from.Name && d.Rule == "mention") is { } mention
            ? DerivationList.Create(mention, catalog, _target)
            : null;
        _copyOf = _target.Derived?.FirstOrDefault(d => d.Rule == "copy")?.From;
    }

    /// <summary>True where the reference is to what the record itself mentions.</summary>
    public bool IsMention => _mention is not null;

    /// <summary>Fields of the target by which its records are found, so that they are indexed before the first row.</summary>
    public IEnumerable<string> Indexed(IEnumerable<string> fields) =>
        (IsMention ? [NameField] : fields.Select(By).OfType<string>()).Distinct();

    /// <summary>The target field a field's value is matched by; null for its key.</summary>
    public string? By(string field)
    {
        if (!_by.TryGetValue(field, out string? by))
        {
            _by.TryAdd(field, by = FindBy(field));
        }

        return by;
    }

    private string? FindBy(string field) =>
        (_from.References.FirstOrDefault(r => r.Field == field && r.Object == _target.Name)
            ?? _from.References.FirstOrDefault(r => r.Field == field && r.Object == _copyOf))?.By;

    /// <summary>The key of what the record mentions, and its name; null where it mentions nothing.</summary>
    public (string Key, string? Name)? Mentioned(SourceRecord record) =>
        _mention?.Make(record) is { } mention ? (mention.Key, mention.Read(NameField).Value as string) : null;

    /// <summary>A name of the target as names are compared.</summary>
    public string FoldName(string name) => NameFold.Of(_target, NameField, name);

    /// <summary>The field whose value is the target's name.</summary>
    public string NameField => (_target.FallbackKey ?? _target.Key)[0];
}
