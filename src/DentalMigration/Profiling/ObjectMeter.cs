using DentalMigration.Profiling.Checks;
using DentalMigration.Profiling.Keys;
using DentalMigration.Profiling.Values;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Profiling;

/// <summary>Measures one object.</summary>
internal sealed class ObjectMeter
{
    private const int MostPositions = 20;

    private readonly CatalogObject _object;
    private readonly Places _places;
    private readonly FieldMeters _fields;
    private readonly RowValues _row = new();
    private readonly List<ReferenceCheck> _references;
    private readonly List<RowCheck> _checks;
    private readonly PersonCheck? _persons;
    private readonly List<(int Slot, KeySet Set)> _targets = [];
    private readonly KeySet _keys;
    private readonly bool _ownsKeys;
    private readonly Dictionary<FieldFault, (long Count, long First)> _faults = [];
    private readonly List<string> _duplicates = [];
    private ColumnPlan? _plan;
    private long _usable;
    private long _unusable;
    private long _duplicateKeys;
    private long _firstDuplicate = KeyTally.Nowhere;

    public ObjectMeter(ProfileScope scope, CatalogObject catalogObject)
    {
        _object = catalogObject;
        _places = scope.Places;
        var rows = new RowScope(scope.Source.Catalog, catalogObject, _row, scope.Store, scope.Places);
        _references = [.. catalogObject.References
            .Select(r => scope.Ring.Target(scope.Source.Catalog, r) is KeySet target ? new ReferenceCheck(rows, r, target, scope.IsReadBefore(r.Object, catalogObject.Name)) : null)
            .OfType<ReferenceCheck>()];
        _persons = PersonCheck.For(rows);
        _checks = [.. new RowCheck?[] { _persons, AppointmentCheck.For(rows), TaskCheck.For(rows), scope.Accounts?.CheckFor(rows) }.OfType<RowCheck>()];
        KeySet? keys = null;
        foreach ((string field, KeySet set) in scope.Ring.Of(catalogObject.Name))
        {
            if (catalogObject.Key is [var key] && key == field)
            {
                keys = set;
            }
            else
            {
                _targets.Add((_row.Slot(field), set));
            }
        }

        // Last, when all checks have asked for their fields.
        _fields = new FieldMeters(scope, catalogObject, _row);
        _ownsKeys = keys is null;
        _keys = keys ?? new KeySet(scope.Store);
    }

    /// <summary>The object.</summary>
    public CatalogObject Object => _object;

    /// <summary>Records taken into account so far.</summary>
    public long Rows { get; private set; }

    /// <summary>
    /// Takes a record into account where it is read: its place, and the columns that concern nobody else. Called for all records before, on
    /// another thread than, <see cref="Add"/>.
    /// </summary>
    public MeasuredRecord Receive(SourceRecord record)
    {
        long place = _places.Of(record.Position);
        if (record.Fault is not null)
        {
            return new MeasuredRecord(record, place, null);
        }

        if (_plan is null || !_plan.IsFor(record))
        {
            _plan = _fields.Plan(record, _usable);
        }

        _usable++;
        _plan.AddEarly(record, place);
        return new MeasuredRecord(record, place, _plan);
    }

    /// <summary>Takes one record into account.</summary>
    public void Add(in MeasuredRecord measured)
    {
        (SourceRecord record, long place, ColumnPlan? plan) = measured;
        Rows++;
        if (record.Fault is FieldFault fault)
        {
            _unusable++;
            (long count, long first) = _faults.GetValueOrDefault(fault, (0, place));
            _faults[fault] = (count + 1, first);
            return;
        }

        ulong key = ValueHash.Of(record.Key);
        _row.Start(key, place);
        plan!.AddLate(record, _row, place);
        foreach ((int slot, KeySet set) in _targets)
        {
            if (_row.Link(slot) is > 0 and var link)
            {
                set.Add(link);
            }
        }

        if (!_keys.Add(key) && !_object.Merges)
        {
            _duplicateKeys++;
            _firstDuplicate = Math.Min(_firstDuplicate, place);
            NoteDuplicate(record);
        }

        // References come after the key, so that a record may refer to itself.
        foreach (ReferenceCheck reference in _references)
        {
            reference.Add(_row);
        }

        foreach (RowCheck check in _checks)
        {
            check.Add(_row);
        }

        if (_persons?.IsDuplicate == true)
        {
            NoteDuplicate(record);
        }
    }

    /// <summary>Gives back what is not needed once all records of the object are read.</summary>
    public void Complete()
    {
        if (_ownsKeys)
        {
            _keys.Release();
        }
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
        true,
        [.. _fields.Profiles()],
        [.. _references.Where(r => _fields.Has(r.Field)).Select(r => r.Profile())],
        [.. AllFaults().Select(f => new FaultProfile(_object.Name, f.Fault.Field, f.Fault.Code, f.Fault.Reason, f.Count, _places.Text(f.First)))])
    {
        Findings = [.. Findings()],
    };

    private IEnumerable<(FieldFault Fault, long Count, long First)> AllFaults() => _faults
        .Select(f => (f.Key, f.Value.Count, f.Value.First))
        .Concat(_fields.Faults)
        .OrderBy(f => f.First);

    private long? Missing(string field) => _object.Find(field) is null ? null : _fields.Missing(field) ?? Rows - _unusable;

    private IEnumerable<ProfileFinding> Findings()
    {
        var write = new FindingWriter(_object.Name, string.Empty, _places);
        if (_duplicateKeys > 0)
        {
            yield return write.Error("DuplicateKey", _duplicateKeys, _firstDuplicate,
                "Records have a key that an earlier record has. Only the first migrates, the others are held: give each its own in the system.");
        }

        IEnumerable<ProfileFinding> rest = FaultFindings.Of(_object, AllFaults(), _places)
            .Concat(ExpectedFields.Findings(_object, Rows - _unusable, _fields.Missing, _places))
            .Concat(_fields.Findings())
            .Concat(_references.SelectMany(r => r.Findings()))
            .Concat(_checks.SelectMany(c => c.Findings()));
        foreach (ProfileFinding finding in rest)
        {
            yield return finding;
        }
    }

    private void NoteDuplicate(SourceRecord record)
    {
        if (_duplicates.Count < MostPositions)
        {
            _duplicates.Add(record.Position.ToString());
        }
    }
}

/// <summary>A record on its way from the thread that reads to the one that measures.</summary>
/// <param name="Record">The record.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Plan">How its columns are measured; null where it is unusable.</param>
internal readonly record struct MeasuredRecord(SourceRecord Record, long Place, ColumnPlan? Plan);
