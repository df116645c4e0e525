using System.Runtime.CompilerServices;
using DentalMigration.Profiling.Checks;
using DentalMigration.Profiling.Keys;
using DentalMigration.Profiling.Values;
using DentalMigration.Sources;
using DentalMigration.Sources.Reading;
using DentalMigration.Systems;

namespace DentalMigration.Profiling;

/// <summary>
/// Measures one field, in memory that does not grow with the rows. A value that came a moment ago is not looked at again: it is only
/// counted, and most values of an export came a moment ago.
/// </summary>
/// <remarks>
/// What is called for every cell is compiled with all optimisations at once: a profile is over before the runtime would find out that it
/// is worth it.
/// </remarks>
internal sealed class FieldMeter
{
    private const int RememberedBits = 8;

    private readonly ValueEntry[] _recent = new ValueEntry[1 << RememberedBits];
    private readonly CatalogField _field;
    private readonly string _object;
    private readonly bool _isUnknown;
    private readonly bool _isTooth;
    private readonly bool _isLink;
    private readonly bool _isName;
    private readonly ShapeReader _shapeReader;
    private readonly FieldCheck[] _checks;
    private readonly DistinctCounter _distinct = new();
    private readonly ShapeTally _shapes = new();
    private readonly ColumnTally _tally = new();
    private readonly ValueRange _range = new();
    private readonly ChoiceTally? _choices;
    private readonly Dictionary<FieldFault, (long Count, long First)> _faults = [];
    private ValueEntry _other;
    private long _count;
    private long _empty;
    private long _malformed;

    /// <param name="scope">What all meters of an object share.</param>
    /// <param name="field">The field.</param>
    /// <param name="isUnknown">True for a column the catalog does not know.</param>
    /// <param name="isLink">True where others are found by this field, or it finds others.</param>
    public FieldMeter(MeterScope scope, CatalogField field, bool isUnknown, bool isLink)
    {
        _object = scope.Object.Name;
        _field = field;
        _isUnknown = isUnknown;
        _isTooth = HeaderFold.Fold(field.Name) is var name
            && (name.Contains("tooth", StringComparison.Ordinal) || name is "dis" or "disno" or "disnumarasi");
        _isLink = isLink;
        _isName = isLink && KeyRing.IsName(scope.Catalog, _object, field.Name);
        _shapeReader = scope.Shapes;
        _checks = [.. FieldChecks.For(scope.Catalog, field, isUnknown, scope.Today)];
        _choices = ChoiceTally.MayShow(field) ? new ChoiceTally() : null;
        _empty = scope.RowsBefore;
    }

    /// <summary>The field.</summary>
    public CatalogField Field => _field;

    /// <summary>True where it is used on the thread that reads, and false where on the one that measures; never changed once used.</summary>
    public bool IsEarly { get; init; }

    /// <summary>Records without a readable value.</summary>
    public long Missing
    {
        get
        {
            Settle();
            return _empty + _malformed;
        }
    }

    /// <summary>What could not be read, with how often and where first.</summary>
    public IEnumerable<(FieldFault Fault, long Count, long First)> Faults => _faults.Select(f => (f.Key, f.Value.Count, f.Value.First));

    /// <summary>Takes one cell into account.</summary>
    /// <param name="cell">The cell as the file has it.</param>
    /// <param name="reader">What reads the column.</param>
    /// <param name="place">Where the record stands.</param>
    /// <returns>What is known of its value; valid until the next call.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ref readonly ValueEntry Add(object? cell, FieldReader reader, long place)
    {
        if (cell is string raw)
        {
            uint tag = Tag(raw);
            ref ValueEntry entry = ref _recent[(int)(tag >> (32 - RememberedBits))];
            if (entry.Tag != tag || !string.Equals(entry.Raw, raw, StringComparison.Ordinal))
            {
                Settle(ref entry);
                Examine(ref entry, raw, raw, reader, place);
                entry.Tag = tag;
            }

            entry.Pending++;
            return ref entry;
        }

        _other = default;
        if (cell is null)
        {
            _empty++;
            return ref _other;
        }

        Examine(ref _other, cell, CellText.Of(cell) ?? string.Empty, reader, place);
        _other.Pending = 1;
        Settle(ref _other);
        return ref _other;
    }

    /// <summary>Counts a record that has no such cell.</summary>
    public void AddNothing() => _empty++;

    /// <summary>What was measured.</summary>
    public FieldProfile Profile(string header)
    {
        Settle();
        return new FieldProfile(
            _object, _field.Name, header, _field.Type, _field.IdentifiesPerson, _count, _empty, _malformed, _distinct.Count,
            _tally.Count(ValueMarks.DamagedLetters), _range.MinLength, _range.MaxLength, _range.Earliest, _range.Latest, _range.Smallest, _range.Largest,
            _choices?.Values ?? [])
        {
            IsUnknown = _isUnknown,
            IsDistinctExact = _distinct.IsExact,
            LooksLike = _shapes.Inferred(_isTooth),
            Sum = _range.Sum,
        };
    }

    /// <summary>What there is to say about the field's values.</summary>
    public IEnumerable<ProfileFinding> Findings(FindingWriter write)
    {
        Settle();
        return _checks.SelectMany(c => c.Findings(_tally, write));
    }

    /// <summary>Where a text is remembered, and a hint of what it is; made of a few characters, since a wrong guess costs only time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Tag(string raw)
    {
        uint hash = (uint)raw.Length * 0x9e3779b1;
        if (raw.Length > 0)
        {
            hash = (hash ^ raw[0]) * 0x85ebca6b;
            hash = (hash ^ raw[^1]) * 0xc2b2ae35;
            hash = (hash ^ raw[raw.Length / 2]) * 0x27d4eb2f;
            hash = (hash ^ raw[raw.Length * 3 / 4]) * 0x165667b1;
        }

        return hash;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Examine(ref ValueEntry entry, object cell, string raw, FieldReader reader, long place)
    {
        entry = default;
        entry.Raw = raw;
        entry.Reading = reader.Read(cell);
        if (entry.Reading.Fault is FieldFault fault)
        {
            _faults.TryAdd(fault, (0, place));
            Mark(ref entry, raw.Trim(), place);
            return;
        }

        if (entry.Reading.Value is not object value)
        {
            return;
        }

        string text = value as string ?? raw.Trim();
        entry.Shape = _shapeReader.Of(value, text);
        ulong hash = _range.Add(value, text);
        _distinct.Add(hash);
        if (_isLink)
        {
            entry.Link = KeyRing.Hash(value as string ?? CellText.Of(cell)!, _isName);
        }

        Mark(ref entry, text, place);
    }

    private void Mark(ref ValueEntry entry, string text, long place)
    {
        if (text.Length == 0)
        {
            return;
        }

        foreach (FieldCheck check in _checks)
        {
            entry.Marks |= check.Examine(text, entry.Reading.Value);
        }

        if (entry.Marks != ValueMarks.None)
        {
            _tally.Note(entry.Marks, place);
        }
    }

    private void Settle()
    {
        for (int i = 0; i < _recent.Length; i++)
        {
            Settle(ref _recent[i]);
        }
    }

    /// <summary>Counts what an entry stands for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Settle(ref ValueEntry entry)
    {
        long count = entry.Pending;
        if (count == 0)
        {
            return;
        }

        entry.Pending = 0;
        if (entry.Reading.Fault is FieldFault fault)
        {
            _malformed += count;
            (long known, long first) = _faults[fault];
            _faults[fault] = (known + count, first);
            _tally.Add(entry.Marks, count);
        }
        else if (entry.Reading.Value is object value)
        {
            _count += count;
            _shapes.Add(entry.Shape, count);
            _range.AddUp(value, count);
            _tally.Add(entry.Marks, count);
            _choices?.Add(value as string ?? CellText.Of(value)!, count);
        }
        else
        {
            _empty += count;
        }
    }
}
