using DentalMigration.Profiling.Keys;
using DentalMigration.Systems;

namespace DentalMigration.Profiling.Checks;

/// <summary>Counts the records whose reference points at nothing, and for links within an object the circles they form.</summary>
internal sealed class ReferenceCheck : RowCheck
{
    private const int CirclesTold = 5;

    private readonly string _object;
    private readonly CatalogReference _reference;
    private readonly string _by;
    private readonly KeySet _target;
    private readonly KeyTally? _later;
    private readonly LinkSet? _links;
    private readonly Places _places;
    private readonly int _slot;
    private long _count;
    private long _orphans;
    private long _first = KeyTally.Nowhere;
    private bool _isSettled;

    /// <param name="scope">What the checks share.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="target">What can be pointed at.</param>
    /// <param name="isComplete">False where the object referred to is still being read, so that what is missed may yet come.</param>
    public ReferenceCheck(RowScope scope, CatalogReference reference, KeySet target, bool isComplete)
    {
        _object = scope.Object.Name;
        _reference = reference;
        _by = KeyRing.By(scope.Catalog, reference);
        _target = target;
        _places = scope.Places;
        _later = isComplete ? null : new KeyTally(scope.Store);
        _links = reference.Object == _object && scope.Object.Key is [var key] && key == _by ? new LinkSet(scope.Store) : null;
        _slot = scope.Row.Slot(reference.Field);
    }

    /// <summary>The referring field.</summary>
    public string Field => _reference.Field;

    /// <inheritdoc/>
    public override void Add(RowValues row)
    {
        if (row.Value(_slot) is null)
        {
            return;
        }

        _count++;
        ulong link = row.Link(_slot);
        if (link != row.Key)
        {
            _links?.Add(row.Key, link, row.Place);
        }

        if (_target.Contains(link))
        {
            return;
        }

        if (_later is not null)
        {
            _later.Add(link, new KeyTotal(0, 1, row.Place));
        }
        else
        {
            _orphans++;
            _first = Math.Min(_first, row.Place);
        }
    }

    /// <summary>What was measured, when all objects are read.</summary>
    public ReferenceProfile Profile()
    {
        Settle();
        return new ReferenceProfile(
            _object, _reference.Field, _reference.Object, _by, _count, _orphans, _first == KeyTally.Nowhere ? null : _places.Text(_first));
    }

    /// <inheritdoc/>
    public override IEnumerable<ProfileFinding> Findings()
    {
        Settle();
        var write = new FindingWriter(_object, _reference.Field, _places);
        if (_orphans > 0)
        {
            yield return write.Error("Orphan", _orphans, _first,
                $"Records refer to a {_reference.Object} that the export does not hold, and will be held. Export the missing records too, or mend the reference.");
        }

        if (_links?.Circles() is { Count: > 0 } circles)
        {
            IEnumerable<string> told = circles.Take(CirclesTold).Select(c => string.Join(" → ", c.Take(CirclesTold).Select(_places.Text)));
            yield return write.Warning("CircularReference", circles.Count, circles[0][0],
                $"Records refer to each other in a circle: {string.Join("; ", told)}{(circles.Count > CirclesTold ? "; and more" : "")}. "
                + "The links are written as a second step; check that they are meant.");
        }
    }

    private void Settle()
    {
        if (_isSettled || _later is null)
        {
            return;
        }

        _isSettled = true;
        foreach ((ulong key, KeyTotal total) in _later.Totals())
        {
            if (!_target.Contains(key))
            {
                _orphans += total.Count;
                _first = Math.Min(_first, total.First);
            }
        }

        _later.Release();
    }
}
