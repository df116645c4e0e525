using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Profiling;

/// <summary>Counts the records whose reference points at nothing.</summary>
internal sealed class ReferenceMeter
{
    private readonly string _object;
    private readonly CatalogReference _reference;
    private readonly string _by;
    private readonly HashSet64 _target;
    private readonly Dictionary<ulong, long>? _later;
    private long _count;
    private long _orphans;
    private RecordPosition? _first;

    /// <param name="catalog">The system.</param>
    /// <param name="owner">The referring object.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="ring">What can be pointed at.</param>
    /// <param name="isComplete">False where the object referred to is still being read, so that counting waits for the end.</param>
    public ReferenceMeter(SystemCatalog catalog, CatalogObject owner, CatalogReference reference, KeyRing ring, bool isComplete)
    {
        _object = owner.Name;
        _reference = reference;
        _by = KeyRing.By(catalog, reference);
        _target = ring.Target(catalog, reference);
        _later = isComplete ? null : [];
        IsName = reference.By is not null;
    }

    private bool IsName { get; }

    /// <summary>Takes one record into account.</summary>
    public void Add(SourceRecord record)
    {
        if (record.Read(_reference.Field).Value is not string value)
        {
            return;
        }

        _count++;
        ulong hash = KeyRing.Hash(value, IsName);
        if (_later is not null)
        {
            _later[hash] = _later.GetValueOrDefault(hash) + 1;
        }
        else if (!_target.Contains(hash))
        {
            _orphans++;
            _first ??= record.Position;
        }
    }

    /// <summary>What was measured, when all objects are read.</summary>
    public ReferenceProfile Profile() => new(
        _object,
        _reference.Field,
        _reference.Object,
        _by,
        _count,
        _later?.Where(l => !_target.Contains(l.Key)).Sum(l => l.Value) ?? _orphans,
        _first?.ToString());
}
