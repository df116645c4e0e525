using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace DentalMigration.Profiling.Keys;

/// <summary>What was added up for one key.</summary>
/// <param name="Sum">A sum.</param>
/// <param name="Count">How often.</param>
/// <param name="First">The smallest place given.</param>
internal readonly record struct KeyTotal(long Sum, long Count, long First)
{
    /// <summary>Both together.</summary>
    public static KeyTotal operator +(KeyTotal one, KeyTotal other) =>
        new(one.Sum + other.Sum, one.Count + other.Count, Math.Min(one.First, other.First));
}

/// <summary>Adds up by key, in memory while the store has room and then in its file.</summary>
internal sealed class KeyTally(KeyStore store)
{
    private const int Step = 16_384;

    /// <summary>A place of nothing, for additions that stand nowhere worth telling.</summary>
    public const long Nowhere = long.MaxValue;

    private Dictionary<ulong, KeyTotal> _memory = [];
    private string? _table;
    private int _reserved;

    /// <summary>Adds to a key's total.</summary>
    public void Add(ulong key, KeyTotal total)
    {
        ref KeyTotal known = ref CollectionsMarshal.GetValueRefOrAddDefault(_memory, key, out bool exists);
        known = exists ? known + total : total;
        if (!exists && _memory.Count > _reserved && !HasRoom())
        {
            Spill();
        }
    }

    /// <summary>All totals, in no order. Nothing is added afterwards.</summary>
    public IEnumerable<(ulong Key, KeyTotal Total)> Totals()
    {
        if (_table is null)
        {
            foreach ((ulong key, KeyTotal total) in _memory)
            {
                yield return (key, total);
            }

            yield break;
        }

        Spill();
        SqliteCommand all = store.Prepare($"SELECT key, sum, count, first FROM {_table}");
        using SqliteDataReader rows = all.ExecuteReader();
        while (rows.Read())
        {
            yield return ((ulong)rows.GetInt64(0), new KeyTotal(rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3)));
        }
    }

    /// <summary>Gives back the memory; nothing is added or asked any more.</summary>
    public void Release()
    {
        store.Release(_reserved * 2);
        _reserved = 0;
        _memory = [];
    }

    /// <summary>An entry of a dictionary weighs about twice a slot of a set.</summary>
    private bool HasRoom()
    {
        if (_table is not null)
        {
            return _memory.Count < Step;
        }

        bool hasRoom = store.Reserve(Step * 2);
        _reserved += hasRoom ? Step : 0;
        return hasRoom;
    }

    private void Spill()
    {
        _table ??= store.CreateTable("key INTEGER PRIMARY KEY, sum INTEGER NOT NULL, count INTEGER NOT NULL, first INTEGER NOT NULL");
        SqliteCommand merge = store.Prepare(
            $"INSERT INTO {_table} VALUES ($key, $sum, $count, $first) "
            + "ON CONFLICT (key) DO UPDATE SET sum = sum + excluded.sum, count = count + excluded.count, first = min(first, excluded.first)",
            "$key", "$sum", "$count", "$first");
        foreach ((ulong key, KeyTotal total) in _memory.OrderBy(m => (long)m.Key))
        {
            merge.Parameters[0].Value = (long)key;
            merge.Parameters[1].Value = total.Sum;
            merge.Parameters[2].Value = total.Count;
            merge.Parameters[3].Value = total.First;
            merge.ExecuteNonQuery();
        }

        _memory = [];
        store.Release(_reserved * 2);
        _reserved = 0;
    }
}
