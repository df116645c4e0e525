using System.Text.Json;

namespace DentalMigration.Mapping.Rows;

/// <summary>A column Dataverse fills when the file arrives, such as its size: read back and compared, never written.</summary>
internal sealed class FileResultColumn(string readName) : ColumnWriter
{
    public override string ReadName => readName;

    public override void Write(RowContext row, Utf8JsonWriter json)
    {
        // Dataverse writes it.
    }
}
