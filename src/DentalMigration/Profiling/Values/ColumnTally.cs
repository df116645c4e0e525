using System.Numerics;
using DentalMigration.Profiling.Keys;

namespace DentalMigration.Profiling.Values;

/// <summary>Counts the marks of a column's values and remembers where each was seen first.</summary>
internal sealed class ColumnTally
{
    private readonly long[] _counts = new long[64];
    private readonly long[] _first = new long[64];

    public ColumnTally() => Array.Fill(_first, KeyTally.Nowhere);

    /// <summary>How many values were counted, those that cannot be read included.</summary>
    public long Values { get; private set; }

    /// <summary>How many values bear a mark.</summary>
    public long Count(ValueMarks mark) => _counts[BitOperations.TrailingZeroCount((ulong)mark)];

    /// <summary>How many values are digits alone, of that length.</summary>
    public long CountDigits(int length) => Count((ValueMarks)((ulong)ValueMarks.Digits << length));

    /// <summary>Where the first value with a mark stands.</summary>
    public long First(ValueMarks mark) => _first[BitOperations.TrailingZeroCount((ulong)mark)];

    /// <summary>Where the first value stands that is digits alone, of that length.</summary>
    public long FirstDigits(int length) => First((ValueMarks)((ulong)ValueMarks.Digits << length));

    /// <summary>Notes where a value's marks are seen first. Called once before <see cref="Add"/>, in the order of the records.</summary>
    public void Note(ValueMarks marks, long place)
    {
        for (ulong rest = (ulong)marks; rest != 0; rest &= rest - 1)
        {
            int bit = BitOperations.TrailingZeroCount(rest);
            _first[bit] = Math.Min(_first[bit], place);
        }
    }

    /// <summary>Counts a value's marks.</summary>
    public void Add(ValueMarks marks, long count)
    {
        Values += count;
        for (ulong rest = (ulong)marks; rest != 0; rest &= rest - 1)
        {
            _counts[BitOperations.TrailingZeroCount(rest)] += count;
        }
    }
}
