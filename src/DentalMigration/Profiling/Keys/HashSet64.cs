using System.Runtime.CompilerServices;

namespace DentalMigration.Profiling.Keys;

/// <summary>A set of 64-bit hashes in memory, at eight bytes a slot with at most three slots in four in use.</summary>
internal sealed class HashSet64
{
    private ulong[] _slots = new ulong[64];
    private int _used;
    private bool _hasZero;

    /// <summary>How many hashes it holds.</summary>
    public int Count => _used + (_hasZero ? 1 : 0);

    /// <summary>How many hashes fit before it has to grow.</summary>
    public int Capacity => _slots.Length / 4 * 3;

    /// <summary>The hashes, in no order.</summary>
    public IEnumerable<ulong> Hashes => _slots.Where(h => h != 0).Concat(_hasZero ? [0UL] : []);

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

        if (_used == Capacity)
        {
            Grow();
            slot = Find(hash);
        }

        _slots[slot] = hash;
        _used++;
        return true;
    }

    /// <summary>True where the set holds the hash.</summary>
    public bool Contains(ulong hash) => hash == 0 ? _hasZero : _slots[Find(hash)] == hash;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        foreach (ulong hash in old)
        {
            if (hash != 0)
            {
                _slots[Find(hash)] = hash;
            }
        }
    }
}
