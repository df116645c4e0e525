using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>The first field that has a value, or <c>default</c>: an activity needs a subject.</summary>
internal sealed class SubjectTransform : ITransform
{
    private static readonly CopyTransform First = new();

    public string Name => "subject";

    public string Description => "The first field that has a value, or 'default'.";

    public TransformYield Yields => TransformYield.Text;

    public IReadOnlyList<TransformParameter> Parameters { get; } = [new("default", "The text where no field has a value.", "")];

    public object? Apply(RowContext row, ColumnMap column) =>
        First.Apply(row, column) ?? column.With?.GetValueOrDefault("default");
}
