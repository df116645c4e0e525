namespace DentalMigration.Profiling.Values;

/// <summary>The smallest and the largest of a column's values, by what they are; of texts only their lengths.</summary>
internal sealed class ValueRange
{
    private bool _isTooLarge;

    public int? MinLength { get; private set; }

    public int? MaxLength { get; private set; }

    public DateTime? Earliest { get; private set; }

    public DateTime? Latest { get; private set; }

    public decimal? Smallest { get; private set; }

    public decimal? Largest { get; private set; }

    /// <summary>The sum of the numbers; null where there are none, or where it is too large to be told.</summary>
    public decimal? Sum { get; private set; }

    /// <summary>Takes a value into account; equal values need be given once.</summary>
    /// <returns>A hash that equal values share.</returns>
    public ulong Add(object value, string text)
    {
        switch (value)
        {
            case string:
                MinLength = Math.Min(MinLength ?? text.Length, text.Length);
                MaxLength = Math.Max(MaxLength ?? 0, text.Length);
                return ValueHash.Of(text);
            case DateOnly day:
                return AddMoment(day.ToDateTime(TimeOnly.MinValue));
            case DateTime moment:
                return AddMoment(moment);
            case decimal amount:
                return AddNumber(amount);
            case long number:
                return AddNumber(number);
            case TimeOnly time:
                return ValueHash.Of((ulong)time.Ticks);
            case bool flag:
                return ValueHash.Of(flag ? 1UL : 0);
            default:
                return ValueHash.Of(text);
        }
    }

    /// <summary>Adds numbers up. Numbers are at most of 28 digits, so a sum may be too large: then there is none.</summary>
    public void AddUp(object value, long count)
    {
        if (_isTooLarge || value is not (decimal or long))
        {
            return;
        }

        try
        {
            Sum = (Sum ?? 0) + ((value is decimal amount ? amount : (long)value) * count);
        }
        catch (OverflowException)
        {
            _isTooLarge = true;
            Sum = null;
        }
    }

    private ulong AddMoment(DateTime moment)
    {
        Earliest = Earliest < moment ? Earliest : moment;
        Latest = Latest > moment ? Latest : moment;
        return ValueHash.Of((ulong)moment.Ticks);
    }

    private ulong AddNumber(decimal number)
    {
        Smallest = Smallest < number ? Smallest : number;
        Largest = Largest > number ? Largest : number;
        return ValueHash.Of(BitConverter.DoubleToUInt64Bits((double)number));
    }
}
