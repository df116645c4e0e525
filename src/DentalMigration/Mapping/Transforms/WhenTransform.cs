using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>A fixed <c>value</c> where the field has one, nothing where it has not: the notation of a tooth number.</summary>
internal sealed class WhenTransform : ITransform
{
    private static readonly CopyTransform First = new();

    public string Name => "when";

    public string Description => "The text 'value' where the field is filled, nothing where it is empty.";

    public TransformYield Yields => TransformYield.Text;

    public IReadOnlyList<TransformParameter> Parameters { get; } = [new("value", "The text that is written.", null)];

    public object? Apply(RowContext row, ColumnMap column) =>
        First.Apply(row, column) is null ? null : column.With?.GetValueOrDefault("value");
}
