using System.Globalization;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using Microsoft.OData.Edm;

namespace DentalMigration.Emulator.Query;

/// <summary>One side of an expression: SQL, or a constant still to be turned into the other side's storage form.</summary>
internal sealed record Operand(string? Sql, ColumnDef? Column = null, object? Constant = null, bool IsText = false)
{
    public bool IsConstant => Sql is null;
    public bool IsNullConstant => Sql is null && Constant is null;

    /// <summary>The constant as a value of a column.</summary>
    public static Cell Convert(object? value, ColumnDef? column) => (value, column?.Type) switch
    {
        (null, _) => Cell.Null,
        (bool b, _) => Cell.Of(b),
        (Guid id, _) => Cell.Of(id),
        (string s, ColumnType.Lookup or ColumnType.Owner or ColumnType.Customer or ColumnType.Uniqueidentifier or ColumnType.File) when Guid.TryParse(s, out Guid id) => Cell.Of(id),
        (string s, _) => Text(s),
        (Date d, { }) when column!.IsDateOnly => DateValue.Cell(new DateOnly(d.Year, d.Month, d.Day)),
        (Date d, _) => DateValue.Cell(new DateTimeOffset(d.Year, d.Month, d.Day, 0, 0, 0, TimeSpan.Zero)),
        (DateTimeOffset m, { }) when column!.IsDateOnly => DateValue.Cell(DateOnly.FromDateTime(m.UtcDateTime)),
        (DateTimeOffset m, _) => DateValue.Cell(m),
        (int or long or short or byte or sbyte or decimal or double or float, ColumnType.Money or ColumnType.Decimal) =>
            Scale(value!, column!),
        (int or long or short or byte or sbyte, _) => Cell.Of(System.Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        (decimal or double or float, _) => Cell.Of(System.Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => throw Fault.Unsupported($"constants of type {value!.GetType().Name} in a query"),
    };

    private static Cell Text(string text) =>
        Cell.OfUtf8(System.Text.Encoding.UTF8.GetBytes(text)) is { IsNull: false } cell ? cell : Cell.EmptyText;

    /// <summary>Scaled numbers compare as scaled; a constant with more decimals than the column compares as a fraction.</summary>
    private static Cell Scale(object value, ColumnDef column)
    {
        decimal number = System.Convert.ToDecimal(value, CultureInfo.InvariantCulture);
        try
        {
            decimal scaled = number * DecimalValue.Power(column.Scale);
            return scaled == decimal.Truncate(scaled) && scaled is >= long.MinValue and <= long.MaxValue ? Cell.Of((long)scaled)
                : Cell.Of((double)scaled);
        }
        catch (OverflowException)
        {
            return Cell.Of((double)number * Math.Pow(10, column.Scale));
        }
    }
}
