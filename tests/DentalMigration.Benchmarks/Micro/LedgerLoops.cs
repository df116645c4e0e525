using System.Globalization;
using BenchmarkDotNet.Attributes;
using DentalMigration.Ledger;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Benchmarks.Micro;

/// <summary>
/// A ledger on disk that grows with each turn. A commit returns when it is on disk, so its share is the disk's; the fingerprints of a row's columns,
/// which a load keeps as well, are not among it.
/// </summary>
public class LedgerLoops
{
    private const long Run = 1;

    private readonly MicroGround _ground = MicroGround.Current;
    private MigrationLedger? _ledger;
    private int _object;
    private long _last;

    [GlobalSetup]
    public void Open()
    {
        _ledger = MigrationLedger.Open(new LedgerPlace(_ground.Stand.NewLedger()), TimeProvider.System);
        _object = _ledger.ObjectNumber(_ground.Mapper.Map.Object, _ground.Mapper.Map.Table);
        _ledger.Commit();
    }

    [GlobalCleanup]
    public void Close() => _ledger?.Dispose();

    /// <summary>What outcomes are noted for; not measured with them.</summary>
    [IterationSetup(Target = nameof(Outcomes))]
    public void Before() => Intents();

    [Benchmark(Description = "ledger: look for a key not there", OperationsPerInvoke = MicroGround.Held)]
    public int Lookups()
    {
        int found = 0;
        foreach (MappedRow row in _ground.Rows)
        {
            found += _ledger!.Records.Find(_object, row.Record.Key) is null ? 0 : 1;
        }

        return found;
    }

    [Benchmark(Description = "ledger: intents, a commit a hundred", OperationsPerInvoke = MicroGround.Held)]
    public void Intents()
    {
        foreach (MappedRow[] rows in _ground.Rows.Chunk(MicroGround.Batch))
        {
            long batch = _ledger!.Batches.Begin(_object, rows.Length);
            foreach (MappedRow row in rows)
            {
                string key = Key(++_last);
                _ledger.Records.Intend(_object, key, RowId.Compute("micro", "", "patient", key), row.Hash, batch, Run, made: true);
            }

            _ledger.Commit();
        }
    }

    [Benchmark(Description = "ledger: outcomes, a commit a hundred", OperationsPerInvoke = MicroGround.Held)]
    public void Outcomes()
    {
        long first = _last - MicroGround.Held;
        foreach (MappedRow[] rows in _ground.Rows.Chunk(MicroGround.Batch))
        {
            foreach (MappedRow row in rows)
            {
                _ledger!.Records.Wrote(_object, Key(++first), row.Hash, owner: 1);
            }

            _ledger!.Commit();
        }
    }

    [Benchmark(Description = "ledger: a commit of one row")]
    public void Commit()
    {
        _ledger!.Batches.Begin(_object, 1);
        _ledger.Commit();
    }

    private static string Key(long number) => number.ToString("00000000", CultureInfo.InvariantCulture);
}
