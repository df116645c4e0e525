using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>The surname: the first field, or that part of the whole name in the second.</summary>
internal sealed class LastNameTransform : ITransform
{
    public string Name => "lastname";

    public string Description => "The surname: the first field, or that part of the whole name in the second.";

    public TransformYield Yields => TransformYield.Text;

    public object? Apply(RowContext row, ColumnMap column) => NameFields.Part(row, column, name => name.Last);
}
