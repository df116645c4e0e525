using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using DentalMigration.Sources;

namespace DentalMigration.Benchmarks.Micro;

/// <summary>
/// Record to row. A column is read, checked and written as JSON in one go, so JSON has no loop of its own; what it costs at least is shown by writing
/// the same properties with values that are there already.
/// </summary>
public class MappingLoops
{
    private readonly MicroGround _ground = MicroGround.Current;
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private IReadOnlyList<IReadOnlyList<(string Name, object? Value)>> _rows = [];

    [GlobalSetup]
    public void Take() => _rows = [.. _ground.Rows.Select(r => Properties(r.Json))];

    [Benchmark(Description = "record to row, with JSON and hashes", OperationsPerInvoke = MicroGround.Held)]
    public long Rows()
    {
        long bytes = 0;
        foreach (SourceRecord record in _ground.Records)
        {
            bytes += _ground.Mapper.MapRow(record).Json.Length;
        }

        return bytes;
    }

    [Benchmark(Description = "row to JSON, of ready values", OperationsPerInvoke = MicroGround.Held)]
    public long Json()
    {
        long bytes = 0;
        using var json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        foreach (IReadOnlyList<(string Name, object? Value)> row in _rows)
        {
            _buffer.ResetWrittenCount();
            json.Reset(_buffer);
            Write(json, row);
            json.Flush();
            bytes += _buffer.WrittenSpan.ToArray().Length;
        }

        return bytes;
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<(string Name, object? Value)> row)
    {
        json.WriteStartObject();
        foreach ((string name, object? value) in row)
        {
            switch (value)
            {
                case string text: json.WriteString(name, text); break;
                case decimal number: json.WriteNumber(name, number); break;
                case bool flag: json.WriteBoolean(name, flag); break;
                default: json.WriteNull(name); break;
            }
        }

        json.WriteEndObject();
    }

    private static List<(string Name, object? Value)> Properties(ReadOnlyMemory<byte> row)
    {
        using JsonDocument json = JsonDocument.Parse(row);
        return [.. json.RootElement.EnumerateObject().Select(p => (p.Name, Value(p.Value)))];
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
