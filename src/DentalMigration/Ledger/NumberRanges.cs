using System.Globalization;
using System.Numerics;

namespace DentalMigration.Ledger;

/// <summary>
/// Source keys that are numbers and came in ascending order, kept as the stretches of neighbours they form: a million keys in a row take no more
/// room than one.
/// </summary>
internal sealed class NumberRanges
{
    private readonly List<(long First, long Last)> _ranges = [];

    /// <summary>How many keys there are.</summary>
    public long Count { get; private set; }

    /// <summary>The number a key is the one spelling of, or null where it is none.</summary>
    public static long? NumberOf(string key) =>
        key is ['0', _, ..] or [.., '\0'] || !long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? null : number;

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static NumberRanges Of(ReadOnlySpan<byte> bytes)
    {
        var ranges = new NumberRanges();
        for (long last = -1; !bytes.IsEmpty;)
        {
            long first = last + 1 + Read(ref bytes);
            last = first + Read(ref bytes);
            ranges._ranges.Add((first, last));
            ranges.Count += last - first + 1;
        }

        return ranges;
    }

    /// <summary>Adds a number that is greater than all before it.</summary>
    public void Add(long number)
    {
        if (_ranges.Count > 0 && _ranges[^1].Last == number - 1)
        {
            _ranges[^1] = (_ranges[^1].First, number);
        }
        else
        {
            _ranges.Add((number, number));
        }

        Count++;
    }

    /// <summary>True where the key is among them.</summary>
    public bool Contains(string key) => Count > 0 && NumberOf(key) is { } number && Contains(number);

    /// <summary>The ranges as gaps and lengths, seven bits a byte.</summary>
    public byte[] ToBytes()
    {
        var bytes = new List<byte>(_ranges.Count * 4);
        long last = -1;
        foreach ((long first, long end) in _ranges)
        {
            Write(bytes, first - last - 1);
            Write(bytes, end - first);
            last = end;
        }

        return [.. bytes];
    }

    private bool Contains(long number)
    {
        int low = 0;
        for (int high = _ranges.Count - 1; low <= high;)
        {
            int middle = (low + high) >> 1;
            if (_ranges[middle].First > number)
            {
                high = middle - 1;
            }
            else if (_ranges[middle].Last < number)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private static void Write(List<byte> bytes, long number)
    {
        for (ulong rest = (ulong)number; ; rest >>= 7)
        {
            bool isLast = BitOperations.Log2(rest) < 7;
            bytes.Add((byte)((rest & 0x7F) | (isLast ? 0UL : 0x80)));
            if (isLast)
            {
                return;
            }
        }
    }

    private static long Read(ref ReadOnlySpan<byte> bytes)
    {
        ulong number = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[0];
            bytes = bytes[1..];
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (long)number;
            }
        }
    }
}
