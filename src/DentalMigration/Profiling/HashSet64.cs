namespace DentalMigration.Profiling;

/// <summary>A set of 64-bit hashes at about twelve bytes each, up to a limit; what comes after is not kept and <see cref="IsFull"/> says so.</summary>
internal sealed class HashSet64(int limit = 8_000_000)
{
    private ulong[] _slots = new ulong[64];
    private int _count;
    private bool _hasZero;

    /// <summary>True when something was not kept because the limit was reached.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Adds a hash.</summary>
    /// <returns>True when it was not in the set before.</returns>
    public bool Add(ulong hash)
    {
        if (hash == 0)
        {
            bool isNew = !_hasZero;
            _hasZero = true;
            return isNew;
        }

        int slot = Find(hash);
        if (_slots[slot] == hash)
        {
            return false;
        }

        if (_count >= limit)
        {
            IsFull = true;
            return true;
        }

        _slots[slot] = hash;
        if (++_count * 4L > _slots.Length * 3L)
        {
            Grow();
        }

        return true;
    }

    /// <summary>True where the set holds the hash.</summary>
    public bool Contains(ulong hash) => hash == 0 ? _hasZero : _slots[Find(hash)] == hash;

    private int Find(ulong hash)
    {
        int mask = _slots.Length - 1;
        int slot = (int)(hash & (ulong)mask);
        while (_slots[slot] != 0 && _slots[slot] != hash)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        ulong[] old = _slots;
        _slots = new ulong[old.Length * 2];
        foreach (ulong hash in old.Where(h => h != 0))
        {
            _slots[Find(hash)] = hash;
        }
    }
}
