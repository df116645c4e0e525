using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>A percentage from 0 to 100. A workbook keeps 80 % as 0.8; such a fraction is brought to 80 and reported.</summary>
internal sealed class PercentTransform : ITransform
{
    private static readonly CopyTransform First = new();

    public string Name => "percent";

    public string Description => "A percentage from 0 to 100; a fraction below 1 is brought to its percentage and reported, one out of range refused.";

    public TransformYield Yields => TransformYield.Number;

    public object? Apply(RowContext row, ColumnMap column)
    {
        decimal? number = First.Apply(row, column) switch
        {
            decimal value => value,
            long value => value,
            _ => null,
        };
        switch (number)
        {
            case null:
                return null;
            case < 0 or > 100:
                row.Fault("PercentOutOfRange", column.From[0], "A percentage lies between 0 and 100. Correct it in the source.", column.OnFault);
                return null;
            case > 0 and < 1:
                row.Find("PercentFraction", column.From[0], "The percentage was written as a fraction and brought to percent. Check it.");
                return number * 100;
            default:
                return number;
        }
    }
}
