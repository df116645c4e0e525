using System.Globalization;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>All fields that have a value, joined by <c>separator</c>.</summary>
internal sealed class JoinTransform : ITransform
{
    public string Name => "join";

    public string Description => "All fields that have a value, joined by 'separator' (a space).";

    public object? Apply(RowContext row, ColumnMap column)
    {
        string separator = column.With?.GetValueOrDefault("separator") ?? " ";
        string joined = string.Join(separator, column.From
            .Select(f => Convert.ToString(row.Read(f, column.OnFault), CultureInfo.InvariantCulture))
            .Where(v => !string.IsNullOrEmpty(v)));
        return joined.Length == 0 ? null : joined;
    }
}
