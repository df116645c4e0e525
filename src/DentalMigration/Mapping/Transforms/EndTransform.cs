using System.Globalization;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>
/// When an appointment ends: its end, or its start and duration, or an hour after the start. An end time before the start is the next
/// day where that makes no more than <c>maximumHours</c>, and otherwise an error.
/// </summary>
internal sealed class EndTransform : ITransform
{
    public string Name => "end";

    public string Description => "The end of an appointment; may cross midnight up to 'maximumHours' (8).";

    public TransformYield Yields => TransformYield.Moment;

    public IReadOnlyList<TransformParameter> Parameters { get; } = [new("maximumHours", "The longest an appointment is believed to last.", "8") { IsNumber = true }];

    public object? Apply(RowContext row, ColumnMap column)
    {
        if (LocalTime.Combine(row, column, [.. column.From.Where(f => f.StartsWith("start_", StringComparison.Ordinal))]) is not { } start)
        {
            return null;
        }

        DateTime end = start.AddHours(1);
        foreach (string field in column.From.Where(f => !f.StartsWith("start_", StringComparison.Ordinal)))
        {
            DateTime? found = row.Read(field, column.OnFault) switch
            {
                DateTime moment => moment,
                TimeOnly time => DateOnly.FromDateTime(start).ToDateTime(time),
                long minutes when minutes > 0 => start.AddMinutes(minutes),
                _ => null,
            };
            if (found is { } value)
            {
                end = value;
                break;
            }
        }

        if (end < start)
        {
            int hours = int.Parse(column.With?.GetValueOrDefault("maximumHours") ?? "8", CultureInfo.InvariantCulture);
            end = end.AddDays(1);
            if (end - start > TimeSpan.FromHours(hours) || end < start)
            {
                row.Fault("AppointmentEndsBeforeStart", "end_time", "The appointment ends before it starts. Correct it in the source.", column.OnFault);
                return null;
            }
        }

        return LocalTime.ToUtc(end, row, "end_time");
    }
}
