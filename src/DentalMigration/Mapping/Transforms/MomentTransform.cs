using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>A local date and time of the practice as UTC; a bare day is its midnight.</summary>
internal sealed class MomentTransform : ITransform
{
    public string Name => "moment";

    public string Description => "A local date, with or without time, as UTC.";

    public TransformYield Yields => TransformYield.Moment;

    public object? Apply(RowContext row, ColumnMap column) =>
        LocalTime.Combine(row, column, column.From) is { } local ? LocalTime.ToUtc(local, row, column.From[0]) : null;
}
