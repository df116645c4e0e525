using System.Text;
using BenchmarkDotNet.Attributes;
using CsvHelper;
using DentalMigration.Sources;

namespace DentalMigration.Benchmarks.Micro;

/// <summary>CSV to record. The file is in the page cache after the first turn.</summary>
public class ReadingLoops
{
    private readonly MicroGround _ground = MicroGround.Current;
    private string _path = "";
    private CsvReaderOptions _options = new();
    private string[] _fields = [];

    [GlobalSetup]
    public void Find()
    {
        SourceFile file = _ground.Source.Files.Single(f => f.Object == _ground.Mapper.Map.Object);
        _path = Path.Combine(_ground.Stand.NewFolder("export"), file.Name);
        _options = new CsvReaderOptions { Separator = file.Delimiter[0], Encoding = Encoding.GetEncoding(file.Encoding) };
        _fields = [.. file.Columns.Select(c => c.Field).OfType<string>()];
    }

    [Benchmark(Description = "CSV to strings, bare CsvHelper", OperationsPerInvoke = MicroGround.Patients)]
    public long Strings()
    {
        long characters = 0;
        using FileStream stream = File.OpenRead(_path);
        using CsvReader reader = CsvReader.Create(stream, _options);
        while (reader.Read())
        {
            for (int i = 0; i < reader.FieldCount; i++)
            {
                characters += reader.GetString(i).Length;
            }
        }

        return characters;
    }

    [Benchmark(Description = "CSV to record", OperationsPerInvoke = MicroGround.Patients)]
    public async Task<int> RecordsAsync()
    {
        int faults = 0;
        await foreach (SourceRecord record in _ground.Read())
        {
            faults += record.Fault is null ? 0 : 1;
        }

        return faults;
    }

    [Benchmark(Description = "record: every field by its type", OperationsPerInvoke = MicroGround.Held)]
    public int Fields()
    {
        int filled = 0;
        foreach (SourceRecord record in _ground.Records)
        {
            foreach (string field in _fields)
            {
                filled += record.Read(field).Value is null ? 0 : 1;
            }
        }

        return filled;
    }
}
