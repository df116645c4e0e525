using System.Text.Json;
using DentalMigration.Mapping.Attachments;

namespace DentalMigration.Mapping.Rows;

/// <summary>A column of a note that tells of its file: its name, its type. Written with the row, before the file itself is sent.</summary>
internal sealed class FileColumnWriter(Func<RowFile, string> value) : ColumnWriter
{
    public override void Write(RowContext row, Utf8JsonWriter json)
    {
        if (row.File is { } file)
        {
            json.WriteString(Column, value(file));
        }
    }
}
