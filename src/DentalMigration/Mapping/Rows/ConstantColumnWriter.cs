using System.Text.Json;

namespace DentalMigration.Mapping.Rows;

/// <summary>The same value in every row.</summary>
internal sealed class ConstantColumnWriter(JsonElement value) : ColumnWriter
{
    public override string ReadName => Column.Contains('@', StringComparison.Ordinal) ? "" : Column;

    public override void Write(RowContext row, Utf8JsonWriter json)
    {
        json.WritePropertyName(Column);
        value.WriteTo(json);
    }
}
