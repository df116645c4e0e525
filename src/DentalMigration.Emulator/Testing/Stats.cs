using System.Buffers;
using System.Text.Json;

namespace DentalMigration.Emulator.Testing;

/// <summary>Counts requests and rows since the file was opened. Thread-safe.</summary>
internal sealed class Stats
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _rows = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _requests = new(StringComparer.Ordinal);
    private long _batches;
    private long _throttled;
    private long _failed;
    private long _total;
    private TimeSpan _execution;

    public void Request(string method)
    {
        lock (_lock)
        {
            _total++;
            _requests[method] = _requests.GetValueOrDefault(method) + 1;
        }
    }

    /// <summary>Counts rows of one message on one table, for the request under way as well where they were written.</summary>
    public void Row(string message, string table, int rows = 1)
    {
        if (!message.StartsWith("Retrieve", StringComparison.Ordinal))
        {
            RowTally.Current?.Add(rows);
        }
        lock (_lock)
        {
            string key = $"{message}/{table}";
            _rows[key] = _rows.GetValueOrDefault(key) + rows;
        }
    }

    public void Batch() => Interlocked.Increment(ref _batches);

    public void Throttled() => Interlocked.Increment(ref _throttled);

    /// <summary>Counts time that was taken off a limit.</summary>
    public void Took(TimeSpan execution)
    {
        lock (_lock)
        {
            _execution += execution;
        }
    }

    public void Failed() => Interlocked.Increment(ref _failed);

    public EmulatorResponse ToResponse()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            lock (_lock)
            {
                json.WriteStartObject();
                json.WriteNumber("requests", _total);
                json.WriteNumber("batches", Volatile.Read(ref _batches));
                json.WriteNumber("throttled", Volatile.Read(ref _throttled));
                json.WriteNumber("failed", Volatile.Read(ref _failed));
                json.WriteNumber("executionSeconds", _execution.TotalSeconds);
                Write(json, "methods", _requests);
                Write(json, "rows", _rows);
                json.WriteEndObject();
            }
        }
        return EmulatorResponse.Json(200, buffer.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter json, string name, SortedDictionary<string, long> counts)
    {
        json.WriteStartObject(name);
        foreach ((string key, long count) in counts)
        {
            json.WriteNumber(key, count);
        }
        json.WriteEndObject();
    }
}
