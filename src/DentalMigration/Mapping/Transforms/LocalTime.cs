using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>From the practice's wall clock to UTC.</summary>
internal static class LocalTime
{
    /// <summary>
    /// A local moment as UTC. One that the clocks skipped (spring forward) is moved on by the skipped hour and reported; one that came
    /// twice is taken as standard time.
    /// </summary>
    public static DateTime ToUtc(DateTime local, RowContext row, string field)
    {
        TimeZoneInfo zone = row.Shared.TimeZone;
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            row.Find("SkippedLocalTime", field, "The clocks skipped this time of day; it was moved on by an hour.");
            local = local.AddHours(1);
        }

        return TimeZoneInfo.ConvertTimeToUtc(local, zone);
    }

    /// <summary>The local moment in the first of the fields that hold a day, a time or both; null when none does.</summary>
    public static DateTime? Combine(RowContext row, ColumnMap column, IReadOnlyList<string> fields)
    {
        DateOnly? day = null;
        TimeOnly? time = null;
        for (int i = 0; i < fields.Count; i++)
        {
            switch (row.Read(fields[i], column.OnFault))
            {
                case DateTime { TimeOfDay.Ticks: 0 } midnight: day ??= DateOnly.FromDateTime(midnight); break;
                case DateTime moment: return moment;
                case DateOnly d: day ??= d; break;
                case TimeOnly t: time ??= t; break;
            }
        }

        return day?.ToDateTime(time ?? TimeOnly.MinValue);
    }
}
