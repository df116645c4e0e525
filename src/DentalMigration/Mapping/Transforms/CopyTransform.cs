using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>The first field that has a value, as it is.</summary>
internal sealed class CopyTransform : ITransform
{
    public string Name => "copy";

    public string Description => "The first field that has a value, as it is.";

    public TransformYield Yields => TransformYield.AsRead;

    public object? Apply(RowContext row, ColumnMap column)
    {
        for (int i = 0; i < column.From.Count; i++)
        {
            string field = column.From[i];
            if (row.Read(field, column.OnFault) is { } value)
            {
                return value;
            }
        }

        return null;
    }
}
