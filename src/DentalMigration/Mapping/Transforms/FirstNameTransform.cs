using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>The given names: the first field, or that part of the whole name in the second.</summary>
internal sealed class FirstNameTransform : ITransform
{
    public string Name => "firstname";

    public string Description => "The given names: the first field, or that part of the whole name in the second.";

    public TransformYield Yields => TransformYield.Text;

    public object? Apply(RowContext row, ColumnMap column) => NameFields.Part(row, column, name => name.First);
}
