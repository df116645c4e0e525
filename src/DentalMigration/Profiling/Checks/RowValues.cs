namespace DentalMigration.Profiling.Checks;

/// <summary>
/// The values of one record that checks across fields ask for, each in a slot that was given out before the first record. Reused for every
/// record.
/// </summary>
internal sealed class RowValues
{
    private readonly List<string> _fields = [];
    private object?[] _values = [];
    private ulong[] _links = [];

    /// <summary>The fields asked for, by slot.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>Where the record stands.</summary>
    public long Place { get; private set; }

    /// <summary>The record's key as a hash.</summary>
    public ulong Key { get; private set; }

    /// <summary>The slot a field's value will be in.</summary>
    public int Slot(string field)
    {
        int slot = _fields.IndexOf(field);
        if (slot < 0)
        {
            slot = _fields.Count;
            _fields.Add(field);
            Array.Resize(ref _values, _fields.Count);
            Array.Resize(ref _links, _fields.Count);
        }

        return slot;
    }

    /// <summary>The value in a slot; null where the record has none.</summary>
    public object? Value(int slot) => _values[slot];

    /// <summary>What the value in a slot is found by; 0 where there is no value.</summary>
    public ulong Link(int slot) => _links[slot];

    /// <summary>Begins the next record.</summary>
    public void Start(ulong key, long place)
    {
        Array.Clear(_values);
        Array.Clear(_links);
        Key = key;
        Place = place;
    }

    /// <summary>Puts a value in its slot.</summary>
    public void Set(int slot, object? value, ulong link)
    {
        _values[slot] = value;
        _links[slot] = link;
    }
}
