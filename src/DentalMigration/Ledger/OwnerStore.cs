using System.Collections.Concurrent;
using DentalMigration.Mapping.Rows;
using DentalMigration.Owners;

namespace DentalMigration.Ledger;

/// <summary>
/// The owners the migration gave to rows. A record carries the number of its owner: a practice has few, and millions of rows.
/// </summary>
public sealed class OwnerStore
{
    private readonly LedgerConnection _file;
    private readonly ConcurrentDictionary<RowOwner, int> _numbers = [];
    private readonly ConcurrentDictionary<int, RowOwner> _owners = [];

    internal OwnerStore(LedgerConnection file) => _file = file;

    /// <summary>The number of an owner, made at first use.</summary>
    public int Number(RowOwner owner) => _numbers.GetOrAdd(owner, o =>
    {
        lock (_file.Gate)
        {
            _file.Write(
                "INSERT INTO owners(owner, team, provider) SELECT @1,@2,@3 WHERE NOT EXISTS(SELECT 1 FROM owners WHERE owner=@1 AND provider IS @3)",
                o.Owner.Id.ToByteArray(),
                o.Owner.IsTeam ? 1 : 0,
                o.StagedFor);
            return (int)(long)_file.Scalar("SELECT id FROM owners WHERE owner=@1 AND provider IS @2", o.Owner.Id.ToByteArray(), o.StagedFor)!;
        }
    });

    /// <summary>The owner of a number; null for none.</summary>
    public RowOwner? Find(int? number) => number is not { } n ? null : _owners.GetOrAdd(n, id => _file.Find(
        r => new RowOwner(new Owner(r.GetId(0), r.GetInt32(1) == 1), r.IsDBNull(2) ? null : r.GetString(2)),
        "SELECT owner, team, provider FROM owners WHERE id=@1",
        id)!);

    /// <summary>The providers that rows wait for, with how many do.</summary>
    public IReadOnlyList<(string Provider, long Rows)> Awaited() => _file.Query(
        r => (r.GetString(0), r.GetInt64(1)),
        "SELECT o.provider, count(*) FROM records r JOIN owners o ON o.id=r.owner WHERE r.state=2 AND o.provider IS NOT NULL GROUP BY o.provider ORDER BY o.provider");

    /// <summary>How many rows of an object wait for an owner.</summary>
    public long CountStaged(int objectNumber) => (long)_file.Scalar(
        "SELECT count(*) FROM records WHERE object=@1 AND state=2 AND owner IN (SELECT id FROM owners WHERE provider IS NOT NULL)", objectNumber)!;

    /// <summary>Notes who owns a row.</summary>
    public void Set(int objectNumber, string key, RowOwner owner) =>
        _file.Write("UPDATE records SET owner=@3 WHERE object=@1 AND key=@2", objectNumber, key, Number(owner));
}
