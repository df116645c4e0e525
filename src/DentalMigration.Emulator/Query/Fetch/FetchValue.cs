using System.Globalization;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Query.Fetch;

/// <summary>Turns the text of a condition's value into what the column holds.</summary>
internal static class FetchValue
{
    public static Cell Parse(ColumnDef column, string text)
    {
        Cell? cell = column.Type switch
        {
            _ when column.IsText => Fold.Text(text) is { Length: > 0 } folded ? Cell.Of(folded) : Cell.EmptyText,
            _ when column.IsId => Guid.TryParse(text, out Guid id) ? Cell.Of(id) : null,
            ColumnType.Boolean =>
                text is "1" or "true" or "True" ? Cell.Of(true) : text is "0" or "false" or "False" ? Cell.Of(false) : null,
            ColumnType.Decimal or ColumnType.Money => Number(column, text),
            ColumnType.Double =>
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) ? Cell.Of(real) : null,
            ColumnType.DateTime => Date(column, text),
            ColumnType.Image => null,
            _ => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? Cell.Of(whole) : null,
        };
        return cell ?? throw Fault.FetchInvalid($"The value of the condition on '{column.Name}' is not of its type.");
    }

    private static Cell? Number(ColumnDef column, string text)
    {
        if (!decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number))
        {
            return null;
        }
        double scaled = (double)number * Math.Pow(10, column.Scale);
        return Math.Abs(scaled) < 9e15 && decimal.Truncate(number * DecimalValue.Power(column.Scale)) is var whole
            && whole == number * DecimalValue.Power(column.Scale)
            ? Cell.Of((long)whole) : Cell.Of(scaled);
    }

    private static Cell? Date(ColumnDef column, string text)
    {
        if (column.IsDateOnly)
        {
            return text.Length >= 10 && DateValue.TryDate(text[..10], out DateOnly date) ? DateValue.Cell(date) : null;
        }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? DateValue.Cell(moment) : null;
    }
}
