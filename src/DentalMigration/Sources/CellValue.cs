using System.Globalization;
using DentalMigration.Sources.Reading;

namespace DentalMigration.Sources;

/// <summary>
/// Brings a typed value to one of the few types that records hold: string, bool, long, decimal, double, TimeSpan, and DateTime in the
/// practice's own time.
/// </summary>
/// <param name="zone">Zone of the practice, which moments with an offset are brought to.</param>
internal sealed class CellValue(TimeZoneInfo zone)
{
    /// <summary>The cell; null of DbNull.</summary>
    public object? Of(object? value) => value switch
    {
        null or DBNull => null,
        string or bool or long or decimal or double or TimeSpan or byte[] => value,
        int or short or byte or sbyte or uint or ushort => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ulong number => (decimal)number,
        float number => double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        DateTime { Kind: DateTimeKind.Utc } moment => Local(moment),
        DateTime moment => DateTime.SpecifyKind(moment, DateTimeKind.Unspecified),
        DateTimeOffset moment => Local(moment.UtcDateTime),
        DateOnly day => day.ToDateTime(default),
        TimeOnly time => time.ToTimeSpan(),
        Guid id => id.ToString("D"),
        char letter => letter.ToString(),
        Array many => string.Join(", ", many.Cast<object?>().Select(v => CellText.Of(Of(v))).OfType<string>()),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => UnreadableCell.Instance,
    };

    private DateTime Local(DateTime utc) => DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(utc, zone), DateTimeKind.Unspecified);
}
