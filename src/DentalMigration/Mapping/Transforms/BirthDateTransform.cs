using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>A birth date: not after the day of the run, not before 1850.</summary>
internal sealed class BirthDateTransform : ITransform
{
    private static readonly CopyTransform First = new();

    public string Name => "birthdate";

    public string Description => "A birth date; one in the future or before 1850 is refused.";

    public TransformYield Yields => TransformYield.Day;

    public object? Apply(RowContext row, ColumnMap column)
    {
        if (First.Apply(row, column) is not DateOnly day)
        {
            return null;
        }

        if (day > row.Shared.Today || day.Year < 1850)
        {
            row.Fault("ImplausibleBirthDate", column.From[0], "The birth date lies in the future or before 1850. Correct it in the source.", column.OnFault);
            return null;
        }

        return day;
    }
}
