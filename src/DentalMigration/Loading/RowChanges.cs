using System.Buffers;
using System.Text.Json;
using DentalMigration.Mapping.Rows;
using DentalMigration.Verification;

namespace DentalMigration.Loading;

/// <summary>What differs between a record's row and the row in Dataverse, as a PATCH body.</summary>
internal static class RowChanges
{
    /// <summary>The differing columns, or null when nothing differs.</summary>
    public static byte[]? Between(MappedRow row, JsonElement current, RowMapper mapper)
    {
        using JsonDocument wanted = JsonDocument.Parse(row.Json);
        var buffer = new ArrayBufferWriter<byte>();
        bool any = false;
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (ColumnWriter column in mapper.Columns.Where(c => c.ForUpdate && c.ReadName.Length > 0))
            {
                JsonElement? read = current.TryGetProperty(column.ReadName, out JsonElement r) ? r : null;
                if (wanted.RootElement.TryGetProperty(column.Property, out JsonElement value))
                {
                    if (!ValueComparer.Same(value, read))
                    {
                        json.WritePropertyName(column.Property);
                        value.WriteTo(json);
                        if (column.Column == "statuscode" && mapper.Table.Columns["statuscode"].States?.TryGetValue(value.GetInt32(), out int state) == true)
                        {
                            json.WriteNumber("statecode", state); // a status alone is refused where its state is another
                        }

                        any = true;
                    }
                }
                else if (column.IsIn(row.Record) && !ValueComparer.Same(null, read))
                {
                    // A field the file has no column for says nothing, so what people entered there since stays.
                    json.WriteNull(column.Property);
                    any = true;
                }
            }

            json.WriteEndObject();
        }

        return any ? buffer.WrittenSpan.ToArray() : null;
    }
}
