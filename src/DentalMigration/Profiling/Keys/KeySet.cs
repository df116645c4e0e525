using Microsoft.Data.Sqlite;

namespace DentalMigration.Profiling.Keys;

/// <summary>
/// A set of keys by their 64-bit hashes: in memory while the store has room, then in its file, so that it stays exact however many there
/// are. (That two of ten million keys share a hash has a chance of one in 400,000.)
/// </summary>
internal sealed class KeySet(KeyStore store)
{
    private HashSet64? _memory = new();
    private int _reserved;
    private SqliteCommand? _insert;
    private SqliteCommand? _find;

    /// <summary>Adds a key.</summary>
    /// <returns>True when it was not in the set before.</returns>
    public bool Add(ulong hash)
    {
        if (_memory is not null && (_memory.Count < _memory.Capacity || HasRoom()))
        {
            return _memory.Add(hash);
        }

        if (_memory is not null)
        {
            Spill(_memory);
        }

        _insert!.Parameters[0].Value = (long)hash;
        return _insert.ExecuteNonQuery() == 1;
    }

    /// <summary>True where the set holds the key.</summary>
    public bool Contains(ulong hash)
    {
        if (_memory is not null)
        {
            return _memory.Contains(hash);
        }

        _find!.Parameters[0].Value = (long)hash;
        return _find.ExecuteScalar() is not null;
    }

    /// <summary>Gives back the memory; the set is not used any more.</summary>
    public void Release()
    {
        store.Release(_reserved);
        _reserved = 0;
        _memory = null;
    }

    /// <summary>Asks for the room that the set takes when it doubles, on top of what it has.</summary>
    private bool HasRoom()
    {
        int more = _memory!.Capacity * (_reserved == 0 ? 2 : 1);
        if (!store.Reserve(more))
        {
            return false;
        }

        _reserved += more;
        return true;
    }

    private void Spill(HashSet64 memory)
    {
        string table = store.CreateTable("key INTEGER PRIMARY KEY");
        _insert = store.Prepare($"INSERT OR IGNORE INTO {table} VALUES ($key)", "$key");
        _find = store.Prepare($"SELECT 1 FROM {table} WHERE key = $key", "$key");
        foreach (long hash in memory.Hashes.Select(h => (long)h).Order())
        {
            _insert.Parameters[0].Value = hash;
            _insert.ExecuteNonQuery();
        }

        _memory = null;
        store.Release(_reserved);
        _reserved = 0;
    }
}
