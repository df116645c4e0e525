using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Storage;

/// <summary>Money and decimals in storage: integers scaled by <see cref="ColumnDef.Scale"/>, so that sums are exact.</summary>
internal static class DecimalValue
{
    private static readonly decimal[] Powers = [.. Enumerable.Range(0, 20).Select(Power)];

    /// <summary>Checks the range, rounds to the column's precision and scales.</summary>
    public static Cell Scaled(decimal value, ColumnDef column)
    {
        if (value < column.Min || value > column.Max)
        {
            throw Fault.NumberOutOfRange(column.Table, column.Name, column.Min, column.Max);
        }
        decimal rounded = decimal.Round(value, Math.Min(column.Precision ?? column.Scale, column.Scale), MidpointRounding.AwayFromZero);
        decimal scaled = decimal.Truncate(rounded * Powers[column.Scale]);
        return scaled is < long.MinValue or > long.MaxValue
            ? throw Fault.NumberOutOfRange(column.Table, column.Name, column.Min, column.Max) : Cell.Of((long)scaled);
    }

    /// <summary>The value, with as many decimals as the column shows.</summary>
    public static decimal Value(long stored, ColumnDef column) =>
        Shown(stored / Powers[column.Scale], column.Precision ?? column.Scale);

    private static decimal Shown(decimal value, int decimals)
    {
        decimal rounded = decimal.Round(value, Math.Min(decimals, 28), MidpointRounding.AwayFromZero);
        return rounded == value ? rounded + (0m * (1 / Powers[Math.Min(decimals, 19)])) : value;
    }

    public static decimal Power(int exponent)
    {
        decimal power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power *= 10;
        }
        return power;
    }
}
