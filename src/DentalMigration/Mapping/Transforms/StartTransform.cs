using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>When an appointment starts; without a start it is held, since Dataverse needs one.</summary>
internal sealed class StartTransform : ITransform
{
    public string Name => "start";

    public string Description => "The start of an appointment from day and time, or from one field with both.";

    public TransformYield Yields => TransformYield.Moment;

    public object? Apply(RowContext row, ColumnMap column)
    {
        if (LocalTime.Combine(row, column, column.From) is { } local)
        {
            return LocalTime.ToUtc(local, row, column.From[0]);
        }

        row.Fault("AppointmentWithoutTime", column.From[0], "The appointment has no start. Give it one in the source.", FaultPolicy.Reject);
        return null;
    }
}
