using System.Globalization;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Query;

/// <summary>Values as an English user of the service sees them.</summary>
internal static class FormattedValue
{
    /// <summary>The text, or null for kinds of values that have none of their own.</summary>
    public static string? Of(ColumnDef column, Statement row, int index) => column.Type switch
    {
        ColumnType.Picklist or ColumnType.State or ColumnType.Status => Option(column, row.Integer(index)),
        ColumnType.MultiSelectPicklist => string.Join("; ", row.Text(index).Split(',')
            .Select(v => Option(column, long.TryParse(v, NumberStyles.Any, CultureInfo.InvariantCulture, out long n) ? n : -1) ?? v)),
        ColumnType.Boolean => Option(column, row.Integer(index)) ?? (row.Integer(index) != 0 ? "Yes" : "No"),
        ColumnType.Money => DecimalValue.Value(row.Integer(index), column).ToString("N2", CultureInfo.InvariantCulture),
        ColumnType.Decimal => DecimalValue.Value(row.Integer(index), column).ToString("N", CultureInfo.InvariantCulture),
        ColumnType.Integer => row.Integer(index).ToString("N0", CultureInfo.InvariantCulture),
        ColumnType.DateTime when column.IsDateOnly => DateValue.Date(row.Integer(index)).ToString("M/d/yyyy", CultureInfo.InvariantCulture),
        ColumnType.DateTime => DateValue.Moment(row.Integer(index)).ToString("M/d/yyyy h:mm tt", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? Option(ColumnDef column, long value)
    {
        foreach (ChoiceOption option in column.Options)
        {
            if (option.Value == value)
            {
                return option.Text;
            }
        }
        return null;
    }
}
