using BenchmarkDotNet.Attributes;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;

namespace DentalMigration.Benchmarks.Micro;

/// <summary>The two hashes a row is given.</summary>
public class HashLoops
{
    private readonly MicroGround _ground = MicroGround.Current;

    [Benchmark(Description = "hash of a row's content", OperationsPerInvoke = MicroGround.Held)]
    public int Contents()
    {
        int sum = 0;
        foreach (MappedRow row in _ground.Rows)
        {
            sum += ContentHash.Of(row.Json.Span)[0];
        }

        return sum;
    }

    [Benchmark(Description = "hash of a key, which is the row's id", OperationsPerInvoke = MicroGround.Held)]
    public int Ids()
    {
        int sum = 0;
        foreach (SourceRecord record in _ground.Records)
        {
            sum += _ground.Mapper.Id(record).Version;
        }

        return sum;
    }
}
