using System.Text.Json;

namespace DentalMigration.Mapping.Rows;

/// <summary>Says that a row waits for its owner; stands after <see cref="OwnerWriter"/>, which finds that out.</summary>
internal sealed class OwnerStateWriter : ColumnWriter
{
    public override void Write(RowContext row, Utf8JsonWriter json)
    {
        if (row.StagedFor is not null)
        {
            json.WriteNumber(Column, OwnerStateColumn.Staged);
        }
    }
}
