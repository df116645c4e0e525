using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>A whole name: the first field, or the others joined where it is empty.</summary>
internal sealed class FullNameTransform : ITransform
{
    public string Name => "fullname";

    public string Description => "A whole name: the first field, or the other fields joined by spaces where it is empty.";

    public TransformYield Yields => TransformYield.Text;

    public object? Apply(RowContext row, ColumnMap column)
    {
        if (row.Read(column.From[0], column.OnFault) is string whole)
        {
            return whole;
        }

        string joined = string.Join(' ', column.From.Skip(1).Select(f => row.Read(f, column.OnFault)).OfType<string>());
        return joined.Length == 0 ? null : joined;
    }
}
