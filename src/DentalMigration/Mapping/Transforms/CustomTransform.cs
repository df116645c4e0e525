using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Transforms;

/// <summary>A field the practice added, <c>custom:</c> and its header, read as the <c>type</c> the map gives it.</summary>
internal sealed class CustomTransform : ITransform
{
    public string Name => "custom";

    public string Description => "A column the system's catalog does not know, read as 'type' (Text).";

    public TransformYield Yields => TransformYield.AsRead;

    public IReadOnlyList<TransformParameter> Parameters { get; } = [new("type", "How the column is read.", "Text", Enum.GetNames<FieldType>())];

    public object? Apply(RowContext row, ColumnMap column)
    {
        FieldType type = Enum.TryParse(column.With?.GetValueOrDefault("type"), ignoreCase: true, out FieldType named) ? named : FieldType.Text;
        for (int i = 0; i < column.From.Count; i++)
        {
            string field = column.From[i];
            if (!CustomFields.Is(field))
            {
                continue;
            }

            FieldReading reading = row.Record.ReadCustom(CustomFields.Header(field), type);
            if (reading.Fault is { } fault)
            {
                row.Fault(fault.Code, field, RowProblem.Sentence(fault), column.OnFault);
            }
            else if (reading.Value is not null)
            {
                return reading.Value;
            }
        }

        return null;
    }
}
