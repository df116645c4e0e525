using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>All fields that have a value, joined by <c>separator</c>.</summary>
internal sealed class JoinTransform : ITransform
{
    public string Name => "join";

    public string Description => "All fields that have a value, joined by 'separator' (a space).";

    public TransformYield Yields => TransformYield.Text;

    public IReadOnlyList<TransformParameter> Parameters { get; } = [new("separator", "What stands between two values.", " ")];

    public object? Apply(RowContext row, ColumnMap column)
    {
        string joined = string.Join(column.Parameter("separator", " "), column.From
            .Select(f => TransformText.Of(row.Read(f, column.OnFault)))
            .Where(v => !string.IsNullOrEmpty(v)));
        return joined.Length == 0 ? null : joined;
    }
}
