using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>The surname: the first field, or that part of the whole name in the second. A record without one is written, and reported.</summary>
internal sealed class LastNameTransform : ITransform
{
    public string Name => "lastname";

    public string Description => "The surname: the first field, or that part of the whole name in the second.";

    public TransformYield Yields => TransformYield.Text;

    public object? Apply(RowContext row, ColumnMap column)
    {
        string? name = NameFields.Part(row, column, n => n.Last);
        if (name is null)
        {
            row.Find("NameMissing", column.From[0], "The record has no last name, so its row is hard to find. Enter one in the source.");
        }

        return name;
    }
}
