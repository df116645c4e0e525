using System.Globalization;

namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>Values as an American program writes them: <c>12/31/2024</c>, <c>02:30P</c>, <c>1,250.00</c>. Not by the process culture.</summary>
internal static class AmericanText
{
    /// <summary>A cell's text.</summary>
    public static string Of(object? cell) => cell switch
    {
        null => string.Empty,
        string text => text,
        DateOnly day => day.ToString("MM'/'dd'/'yyyy", CultureInfo.InvariantCulture),
        TimeOnly time => Time(time),
        DateTime moment => moment.ToString("MM'/'dd'/'yyyy hh:mm tt", CultureInfo.InvariantCulture),
        decimal amount => amount.ToString("N2", CultureInfo.InvariantCulture),
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException(cell.GetType().Name),
    };

    /// <summary>A cell's text in the files whose years have two digits.</summary>
    public static string WithShortYears(object? cell) =>
        cell is DateOnly day ? day.ToString("MM'/'dd'/'yy", CultureInfo.InvariantCulture) : Of(cell);

    /// <summary>An amount with its sign: <c>$1,250.00</c>, <c>($125.50)</c>.</summary>
    public static string Dollars(decimal amount) =>
        amount < 0 ? $"(${Of(-amount)})" : "$" + Of(amount);

    private static string Time(TimeOnly time) => time.ToString("hh:mm", CultureInfo.InvariantCulture) + (time.Hour < 12 ? "A" : "P");
}
