using System.Globalization;
using DentalMigration.Systems;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>Values as a Turkish Windows writes them: <c>31.12.2024</c>, <c>1.250,00</c>. Not by the process culture.</summary>
internal static class TurkishText
{
    private static readonly NumberFormatInfo Numbers = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    /// <summary>A cell's text.</summary>
    public static string Of(object? cell) => cell switch
    {
        null => string.Empty,
        string text => text,
        DateOnly day => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture),
        decimal amount => amount.ToString("N2", Numbers),
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException(cell.GetType().Name),
    };

    /// <summary>A name as the local part of an e-mail address.</summary>
    public static string Mailbox(string first, string last) => $"{HeaderFold.Fold(first)}.{HeaderFold.Fold(last)}";
}
