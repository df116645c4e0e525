using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using DentalMigration.Sources;

namespace DentalMigration.Mapping.Rows;

/// <summary>
/// A fingerprint (64 bits) of a record as the export has it, under all that decides what its row becomes beside it. Where it is that of the last time, so is
/// the row, and need not be made to be compared: most records of a delta are such.
/// </summary>
/// <param name="context">What decides beside the record: the map, the owners, this release and so on.</param>
internal sealed class SourcePrints(string context)
{
    private readonly ConcurrentDictionary<SourceLayout, long> _seeds = new();

    /// <summary>The record's fingerprint; null where a cell is of a kind that has none.</summary>
    public long? Of(SourceRecord record)
    {
        ReadOnlySpan<object?> cells = record.Cells;
        int size = 0;
        foreach (object? cell in cells)
        {
            size += 5 + (cell is string text ? text.Length * sizeof(char) : sizeof(decimal));
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(size);
        int length = 0;
        bool isWhole = true;
        foreach (object? cell in cells)
        {
            isWhole &= Append(buffer, ref length, cell);
        }

        long print = (long)XxHash3.HashToUInt64(buffer.AsSpan(0, length), Seed(record.Layout));
        ArrayPool<byte>.Shared.Return(buffer);
        return isWhole ? print : null;
    }

    private static bool Append(byte[] buffer, ref int length, object? cell)
    {
        switch (cell)
        {
            case null: return Append(buffer, ref length, 0, default);
            case string text: return Append(buffer, ref length, 1, MemoryMarshal.AsBytes(text.AsSpan()));
            case double number: return Append(buffer, ref length, 2, Bytes(in number));
            case DateTime moment: return Append(buffer, ref length, 3, Bytes(in moment));
            case TimeSpan span: return Append(buffer, ref length, 4, Bytes(in span));
            case bool flag: return Append(buffer, ref length, 5, Bytes(in flag));
            case long whole: return Append(buffer, ref length, 6, Bytes(in whole));
            case decimal amount: return Append(buffer, ref length, 7, Bytes(in amount));
            default: return false;
        }
    }

    private static ReadOnlySpan<byte> Bytes<T>(in T value)
        where T : struct => MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in value, 1));

    private static bool Append(byte[] buffer, ref int length, byte kind, ReadOnlySpan<byte> value)
    {
        buffer[length] = kind;
        int size = value.Length;
        MemoryMarshal.Write(buffer.AsSpan(length + 1), in size);
        value.CopyTo(buffer.AsSpan(length + 5));
        length += 5 + size;
        return true;
    }

    private long Seed(SourceLayout layout)
    {
        if (!_seeds.TryGetValue(layout, out long seed))
        {
            string columns = string.Join('\n', layout.Columns.Select(c => $"{c.Header}\t{c.Field}\t{c.Format}\t{c.IsIgnored}"));
            seed = (long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{context}\n{columns}"));
            _seeds.TryAdd(layout, seed);
        }

        return seed;
    }
}
