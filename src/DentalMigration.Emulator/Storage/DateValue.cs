using System.Globalization;

namespace DentalMigration.Emulator.Storage;

/// <summary>Dates in storage: moments are whole seconds since 0001-01-01 UTC, plain dates are day numbers.</summary>
internal static class DateValue
{
    public static Cell Cell(DateTimeOffset moment) => Storage.Cell.Of(moment.UtcTicks / TimeSpan.TicksPerSecond);

    public static Cell Cell(DateOnly date) => Storage.Cell.Of(date.DayNumber);

    public static DateTime Moment(long stored) => new(stored * TimeSpan.TicksPerSecond, DateTimeKind.Utc);

    public static DateOnly Date(long stored) => DateOnly.FromDayNumber((int)stored);

    public static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>ISO 8601 with a time and a zone; a time without zone is refused, as the service does.</summary>
    public static bool TryMoment(string text, out DateTimeOffset moment)
    {
        moment = default;
        int time = text.IndexOfAny(['T', 't']);
        return time > 0 && text.AsSpan(time).IndexOfAny("Zz+-") > 0
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);
    }
}
