using System.Globalization;
using System.Text.Json;
using DentalMigration.Mapping.Transforms;
using DentalMigration.Schema;

namespace DentalMigration.Mapping.Rows;

/// <summary>A column with a plain value: text, number, money, date, flag.</summary>
internal sealed class ValueColumnWriter(ColumnMap map, TargetColumn target) : ColumnWriter
{
    private readonly ITransform _transform = TransformList.Find(map.Transform);

    /// <summary>Dataverse swaps the two stamps: what was sent as <c>overriddencreatedon</c> reads back as <c>createdon</c>.</summary>
    public override string ReadName => Column == "overriddencreatedon" ? "createdon" : Column;

    public override void Write(RowContext row, Utf8JsonWriter json)
    {
        switch (_transform.Apply(row, map))
        {
            case null when target.Type == "Boolean":
                json.WriteNull(Column); // left out, it would become the column's default, a no that nobody gave
                break;
            case null:
                break;
            case string text:
                WriteText(row, json, text);
                break;
            case decimal amount when target.Type is "Integer" or "BigInt":
                WriteWhole(row, json, amount);
                break;
            case decimal amount:
                json.WriteNumber(Column, amount);
                break;
            case long number:
                WriteWhole(row, json, number);
                break;
            case bool flag:
                json.WriteBoolean(Column, flag);
                break;
            case DateOnly day when target.IsDateOnly:
                WriteDay(json, day);
                break;
            case DateOnly day:
                WriteMoment(json, LocalTime.ToUtc(day.ToDateTime(TimeOnly.MinValue), row, map.From[0]));
                break;
            case DateTime moment when target.IsDateOnly:
                WriteDay(json, DateOnly.FromDateTime(moment));
                break;
            case DateTime moment:
                WriteMoment(json, moment);
                break;
            case TimeOnly time:
                WriteText(row, json, time.ToString("HH:mm", CultureInfo.InvariantCulture));
                break;
            case object other:
                WriteText(row, json, Convert.ToString(other, CultureInfo.InvariantCulture)!);
                break;
        }
    }

    private void WriteText(RowContext row, Utf8JsonWriter json, string text)
    {
        if (text.Length > (target.MaxLength ?? int.MaxValue))
        {
            row.Hold("TextTooLong", map.From.Count > 0 ? map.From[0] : "", string.Create(
                CultureInfo.InvariantCulture,
                $"The text has {text.Length} characters; column '{Column}' takes {target.MaxLength}. Widen the column or shorten the text."));
            return;
        }

        json.WriteString(Column, text);
    }

    private void WriteWhole(RowContext row, Utf8JsonWriter json, decimal number)
    {
        if (number != decimal.Truncate(number) || number is < int.MinValue or > int.MaxValue)
        {
            row.Fault("MalformedNumber", map.From[0], $"Column '{Column}' takes a whole number of 32 bits.", map.OnFault);
            return;
        }

        json.WriteNumber(Column, (int)number);
    }

    private void WriteDay(Utf8JsonWriter json, DateOnly day)
    {
        Span<char> text = stackalloc char[10];
        day.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        json.WriteString(Column, text);
    }

    /// <summary>A moment of UTC to the second, such as <c>2026-03-05T14:30:00Z</c>.</summary>
    private void WriteMoment(Utf8JsonWriter json, DateTime moment) =>
        json.WriteString(Column, new DateTime(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc));
}
