using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Profiling;

/// <summary>Measures one object.</summary>
internal sealed class ObjectMeter
{
    private const int MostPositions = 20;

    private readonly CatalogObject _object;
    private readonly List<FieldMeter> _fields;
    private readonly List<ReferenceMeter> _references;
    private readonly List<(string Field, HashSet64 Set, bool IsKey)> _targets;
    private readonly PersonMeter? _persons;
    private readonly HashSet64 _keys;
    private readonly Dictionary<FieldFault, (long Count, string First)> _faults = [];
    private readonly List<string> _duplicates = [];
    private long _unusable;
    private long _duplicateKeys;

    public ObjectMeter(ISource source, CatalogObject catalogObject, KeyRing ring, IReadOnlySet<string> complete)
    {
        _object = catalogObject;
        ILookup<string, string> headers = source.Files
            .Where(f => f.Object == catalogObject.Name)
            .SelectMany(f => f.Columns)
            .Where(c => c.Field is not null)
            .ToLookup(c => c.Field!, c => c.Header, StringComparer.Ordinal);
        _fields = [.. catalogObject.Fields
            .Where(f => headers.Contains(f.Name))
            .Select(f => new FieldMeter(catalogObject.Name, f, string.Join(",", headers[f.Name].Distinct())))];
        _references = [.. catalogObject.References
            .Where(r => headers.Contains(r.Field))
            .Select(r => new ReferenceMeter(source.Catalog, catalogObject, r, ring, complete.Contains(r.Object)))];
        _targets = [.. ring.Of(catalogObject.Name).Select(t => (t.Field, t.Set, IsKey: catalogObject.Key is [var key] && key == t.Field))];
        _keys = _targets.Find(t => t.IsKey).Set ?? new HashSet64();
        _persons = PersonMeter.For(catalogObject);
    }

    /// <summary>Records taken into account so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Takes one record into account.</summary>
    public void Add(SourceRecord record)
    {
        Rows++;
        if (record.Fault is FieldFault fault)
        {
            _unusable++;
            Note(fault, record);
            return;
        }

        if (!_keys.Add(ValueHash.Of(record.Key)))
        {
            _duplicateKeys++;
            NoteDuplicate(record);
        }
        else if (_persons?.IsDuplicate(record) == true)
        {
            NoteDuplicate(record);
        }

        foreach (FieldMeter field in _fields)
        {
            FieldReading reading = record.Read(field.Field.Name);
            field.Add(reading);
            if (reading.Fault is not null)
            {
                Note(reading.Fault, record);
            }
        }

        foreach ((string field, HashSet64 set, bool isKey) in _targets)
        {
            if (!isKey && record.Read(field).Value is string name)
            {
                set.Add(KeyRing.Hash(name, isName: true));
            }
        }

        _references.ForEach(r => r.Add(record));
    }

    /// <summary>What was measured, when all objects are read.</summary>
    public ObjectProfile Profile(bool isPresent) => new(
        _object.Name,
        _object.Label,
        isPresent,
        Rows,
        _unusable,
        _duplicateKeys,
        _persons?.Duplicates,
        _duplicates,
        Missing("email"),
        Missing("birth_date"),
        !_keys.IsFull,
        [.. _fields.Select(f => f.Profile())],
        [.. _references.Select(r => r.Profile())],
        [.. _faults.Select(f => new FaultProfile(_object.Name, f.Key.Field, f.Key.Code, f.Key.Reason, f.Value.Count, f.Value.First))]);

    private long? Missing(string field) => _object.Find(field) is null
        ? null
        : _fields.Find(f => f.Field.Name == field)?.Missing ?? Rows - _unusable;

    private void Note(FieldFault fault, SourceRecord record) => _faults[fault] = _faults.TryGetValue(fault, out (long Count, string First) known)
        ? (known.Count + 1, known.First)
        : (1, record.Position.ToString());

    private void NoteDuplicate(SourceRecord record)
    {
        if (_duplicates.Count < MostPositions)
        {
            _duplicates.Add(record.Position.ToString());
        }
    }
}
