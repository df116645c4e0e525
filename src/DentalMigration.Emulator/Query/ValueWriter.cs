using System.Globalization;
using System.Text.Json;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Query;

/// <summary>Writes one stored value as JSON.</summary>
internal static class ValueWriter
{
    public static void Write(Utf8JsonWriter json, ColumnDef column, Statement row, int index)
    {
        if (row.IsNull(index))
        {
            json.WriteNullValue();
            return;
        }
        switch (column.Type)
        {
            case ColumnType.Boolean:
                json.WriteBooleanValue(row.Integer(index) != 0);
                break;
            case ColumnType.Decimal or ColumnType.Money:
                json.WriteNumberValue(DecimalValue.Value(row.Integer(index), column));
                break;
            case ColumnType.Double:
                json.WriteNumberValue(row.Real(index));
                break;
            case ColumnType.DateTime:
                json.WriteStringValue(Moment(row.Integer(index), column));
                break;
            case ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner or ColumnType.Uniqueidentifier or ColumnType.File:
                json.WriteStringValue(row.Id(index));
                break;
            case ColumnType.Image:
                json.WriteBase64StringValue(row.Bytes(index));
                break;
            default:
                if (column.IsText)
                {
                    json.WriteStringValue(row.Bytes(index));
                }
                else
                {
                    json.WriteNumberValue(row.Integer(index));
                }
                break;
        }
    }

    /// <summary>A stored date or moment as the Web API spells it.</summary>
    public static string Moment(long stored, ColumnDef column) => column.IsDateOnly
        ? DateValue.Date(stored).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : DateValue.Moment(stored).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
