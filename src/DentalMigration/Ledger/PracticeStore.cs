using System.Collections.Concurrent;

namespace DentalMigration.Ledger;

/// <summary>The practices of a migration. A record carries the number of its practice: there are few, and millions of rows.</summary>
public sealed class PracticeStore
{
    private readonly LedgerConnection _file;
    private readonly ConcurrentDictionary<string, int> _numbers = new(StringComparer.Ordinal);

    internal PracticeStore(LedgerConnection file) => _file = file;

    /// <summary>The number of a practice, made at first use.</summary>
    /// <param name="key">Its source key.</param>
    public int Number(string key) => _numbers.GetOrAdd(key, k =>
    {
        lock (_file.Gate)
        {
            _file.Write("INSERT INTO practices(key) VALUES(@1) ON CONFLICT DO NOTHING", k);
            return (int)(long)_file.Scalar("SELECT id FROM practices WHERE key=@1", k)!;
        }
    });

    /// <summary>The number of a practice, or null where no record of it was ever written.</summary>
    /// <param name="key">Its source key.</param>
    public int? Find(string key) => (int?)(long?)_file.Scalar("SELECT id FROM practices WHERE key=@1", key);

    /// <summary>All practices: number → source key.</summary>
    public IReadOnlyDictionary<int, string> All() =>
        _file.Query(r => (Id: r.GetInt32(0), Key: r.GetString(1)), "SELECT id, key FROM practices").ToDictionary(p => p.Id, p => p.Key);
}
