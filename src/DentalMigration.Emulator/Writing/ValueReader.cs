using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Writing;

/// <summary>Turns one JSON value into what storage holds, checking type, range and length.</summary>
internal static class ValueReader
{
    /// <param name="reader">Stands on the value.</param>
    /// <param name="body">The bytes the reader reads, so that plain text need not be copied.</param>
    /// <param name="column">The column that takes the value.</param>
    /// <param name="set">Entity set for error texts.</param>
    public static Cell Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, ColumnDef column, string set)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return Cell.Null;
        }
        switch (column.Type)
        {
            case ColumnType.String or ColumnType.Memo or ColumnType.EntityName:
                return Text(ref reader, body, column, set);
            case ColumnType.Integer:
                return Integer(ref reader, column, set);
            case ColumnType.BigInt:
                return Number(ref reader) && reader.TryGetInt64(out long big) ? Cell.Of(big) : throw Wrong(ref reader, set, "Edm.Int64");
            case ColumnType.Picklist or ColumnType.State or ColumnType.Status:
                return Choice(ref reader, column, set);
            case ColumnType.MultiSelectPicklist:
                return Choices(ref reader, column, set);
            case ColumnType.Boolean:
                return reader.TokenType is JsonTokenType.True or JsonTokenType.False
                    ? Cell.Of(reader.TokenType == JsonTokenType.True) : throw Wrong(ref reader, set, "Edm.Boolean");
            case ColumnType.Decimal or ColumnType.Money:
                return Number(ref reader) && reader.TryGetDecimal(out decimal number)
                    ? DecimalValue.Scaled(number, column) : throw Wrong(ref reader, set, "Edm.Decimal");
            case ColumnType.Double:
                return Number(ref reader) && reader.TryGetDouble(out double real) ? Real(real, column)
                    : throw Wrong(ref reader, set, "Edm.Double");
            case ColumnType.DateTime:
                return column.IsDateOnly ? Date(ref reader, column, set) : Moment(ref reader, column, set);
            case ColumnType.Uniqueidentifier:
                return reader.TokenType == JsonTokenType.String && Guid.TryParse(reader.GetString(), out Guid id)
                    ? Cell.Of(id) : throw Wrong(ref reader, set, "Edm.Guid");
            case ColumnType.Image:
                return reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out byte[]? bytes)
                    ? Cell.OfBytes(bytes) : throw Wrong(ref reader, set, "Edm.Binary");
            default:
                throw Fault.NotWritable(set, column.Name);
        }
    }

    private static bool Number(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number;

    private static DataverseFault Wrong(ref Utf8JsonReader reader, string set, string type)
    {
        string value = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
            ? reader.TokenType.ToString() : Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, 100)]);
        return Fault.WrongLiteral(set, value, type);
    }

    private static Cell Text(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, ColumnDef column, string set)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw Wrong(ref reader, set, "Edm.String");
        }
        ReadOnlyMemory<byte> text;
        if (reader.ValueIsEscaped)
        {
            string unescaped = reader.GetString()!;
            if (!IsXmlText(unescaped))
            {
                throw Fault.InvalidCharacters(column.Name);
            }
            text = Encoding.UTF8.GetBytes(unescaped);
        }
        else
        {
            text = body.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
            if (!Utf8.IsValid(text.Span))
            {
                throw Wrong(ref reader, set, "Edm.String");
            }
        }
        if (column.MaxLength is { } max && text.Length > max && Encoding.UTF8.GetCharCount(text.Span) > max)
        {
            throw Fault.TextTooLong(column.Table, column.Name, max);
        }
        return Cell.OfUtf8(text);
    }

    private static bool IsXmlText(string text)
    {
        foreach (char c in text)
        {
            if ((c < ' ' && c is not ('\t' or '\r' or '\n')) || c is '\uFFFE' or '\uFFFF')
            {
                return false;
            }
        }
        return true;
    }

    private static Cell Integer(ref Utf8JsonReader reader, ColumnDef column, string set)
    {
        if (!Number(ref reader) || !reader.TryGetInt32(out int value))
        {
            throw Wrong(ref reader, set, "Edm.Int32");
        }
        return value < column.Min || value > column.Max
            ? throw Fault.IntegerOutOfRange(column.Table, column.Name, column.Min, column.Max) : Cell.Of(value);
    }

    private static Cell Real(double value, ColumnDef column)
    {
        if ((column.Min is { } min && value < (double)min) || (column.Max is { } max && value > (double)max))
        {
            throw Fault.NumberOutOfRange(column.Table, column.Name, column.Min, column.Max);
        }
        return Cell.Of(column.Precision is { } precision and <= 15 ? Math.Round(value, precision, MidpointRounding.AwayFromZero) : value);
    }

    private static Cell Choice(ref Utf8JsonReader reader, ColumnDef column, string set)
    {
        if (!Number(ref reader) || !reader.TryGetInt32(out int value))
        {
            throw Wrong(ref reader, set, "Edm.Int32");
        }
        Accept(column, value);
        return Cell.Of(value);
    }

    private static Cell Choices(ref Utf8JsonReader reader, ColumnDef column, string set)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw Wrong(ref reader, set, "Edm.String");
        }
        string text = reader.GetString()!;
        foreach (string part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture,
                out int value))
            {
                throw Wrong(ref reader, set, "Edm.String");
            }
            Accept(column, value);
        }
        return Cell.Of(text);
    }

    private static void Accept(ColumnDef column, int value)
    {
        IReadOnlyList<ChoiceOption> options = column.Options;
        if (options.Count == 0)
        {
            return;
        }
        for (int i = 0; i < options.Count; i++)
        {
            if (options[i].Value == value)
            {
                return;
            }
        }
        throw Fault.OutsideChoice(column.Table, column.Name, value.ToString(CultureInfo.InvariantCulture), options.Select(o => o.Value));
    }

    private static Cell Date(ref Utf8JsonReader reader, ColumnDef column, string set)
    {
        if (reader.TokenType != JsonTokenType.String || !DateValue.TryDate(reader.GetString()!, out DateOnly date))
        {
            throw Wrong(ref reader, set, "Edm.Date");
        }
        return date.Year < 1753 ? throw Fault.DateOutOfRange(column.Name) : DateValue.Cell(date);
    }

    private static Cell Moment(ref Utf8JsonReader reader, ColumnDef column, string set)
    {
        if (reader.TokenType != JsonTokenType.String || !DateValue.TryMoment(reader.GetString()!, out DateTimeOffset moment))
        {
            throw Wrong(ref reader, set, "Edm.DateTimeOffset");
        }
        return moment.UtcDateTime.Year < 1753 ? throw Fault.DateOutOfRange(column.Name) : DateValue.Cell(moment);
    }
}
