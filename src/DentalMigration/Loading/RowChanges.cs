using System.Buffers;
using System.Text.Json;
using DentalMigration.Loading.Existing;
using DentalMigration.Mapping.Rows;
using DentalMigration.Schema;
using DentalMigration.Verification;

namespace DentalMigration.Loading;

/// <summary>What a record changes in its row.</summary>
/// <param name="Body">The columns to write, as a PATCH body; null where there is nothing to write.</param>
/// <param name="Prints">The fingerprints of what the row's columns were last sent with, once that is written.</param>
/// <param name="Conflicts">Columns changed both in the source and by people: left as people have them.</param>
/// <param name="IsOtherCurrency">True where amounts were to go into a row of others that counts in another currency.</param>
internal sealed record RowChanges(byte[]? Body, uint[] Prints, IReadOnlyList<ColumnWriter> Conflicts, bool IsOtherCurrency = false)
{
    /// <summary>
    /// Compares three sides: what the record says, what was last sent, and what the row holds. Only a column that changed in the source is
    /// written; one that people changed as well is left to them.
    /// </summary>
    /// <param name="row">The record's row.</param>
    /// <param name="current">The row as it was just read.</param>
    /// <param name="sent">Fingerprints of what was last sent; null where nothing is known, so that all that differs is written.</param>
    /// <param name="doubted">What was sent after that, where it is not known whether it came there: a column that holds it is as we left it.</param>
    /// <param name="mapper">The object's mapper.</param>
    /// <param name="rule">How far the row may be changed.</param>
    /// <param name="isUntouched">True where the row has the version of our last write: what differs from what was sent is the service's own doing.</param>
    public static RowChanges Between(MappedRow row, JsonElement current, uint[]? sent, JsonElement? doubted, RowMapper mapper, UpdateRule rule, bool isUntouched)
    {
        using JsonDocument wanted = JsonDocument.Parse(row.Json);
        uint[] now = mapper.Prints.Of(row);
        var buffer = new ArrayBufferWriter<byte>();
        var conflicts = new List<ColumnWriter>();
        (bool any, bool money) = (false, false);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            for (int i = 0; i < now.Length; i++)
            {
                ColumnWriter column = mapper.Columns[i];
                uint before = sent?.ElementAtOrDefault(i) ?? 0;
                if (!rule.Covers(column))
                {
                    now[i] = 0; // it is never ours
                    continue;
                }

                JsonElement? read = current.TryGetProperty(column.ReadName, out JsonElement r) ? r : null;
                bool isAsDoubted = doubted?.TryGetProperty(column.Property, out JsonElement d) == true && ValueComparer.Same(d, read);
                if (now[i] == 0 || (now[i] == before && !isAsDoubted))
                {
                    now[i] = now[i] == 0 ? before : now[i]; // a field the file has no column for says nothing, so what people entered there stays
                    continue;
                }

                if (row.Steps.Any(s => s.Expected.ContainsKey(column.ReadName)))
                {
                    continue; // a second step brings it there
                }

                JsonElement? value = wanted.RootElement.TryGetProperty(column.Property, out JsonElement v) ? v : null;
                if (ValueComparer.Same(value, read) && (before != 0 || rule.May(read)))
                {
                    continue;
                }

                if (before == 0 && rule.SparesEdits)
                {
                    now[i] = 0;
                    conflicts.Add(column);
                    continue;
                }

                if (before == 0 && !rule.May(read))
                {
                    now[i] = 0; // it was never ours
                    continue;
                }

                if (before != 0 && !isUntouched && !isAsDoubted && ValueMeaning.Print(read) != before)
                {
                    now[i] = before;
                    conflicts.Add(column);
                    continue;
                }

                Write(json, column, value, mapper);
                any = true;
                money |= value is not null && mapper.Table.Columns.TryGetValue(column.Column, out TargetColumn? target) && target.Type == "Money";
            }

            if (money && !rule.IsOurs)
            {
                (string? bind, bool differs) = ForeignCurrency.Of(wanted.RootElement, current, mapper);
                if (differs)
                {
                    return new RowChanges(null, now, conflicts, IsOtherCurrency: true);
                }

                if (bind is not null && !mapper.Columns.Any(c => c.Property == ForeignCurrency.Property && RowPrints.IsKept(c)))
                {
                    json.WriteString(ForeignCurrency.Property, bind);
                }
            }

            json.WriteEndObject();
        }

        return new RowChanges(any ? buffer.WrittenSpan.ToArray() : null, now, conflicts);
    }

    private static void Write(Utf8JsonWriter json, ColumnWriter column, JsonElement? value, RowMapper mapper)
    {
        json.WritePropertyName(column.Property);
        if (value is not { } given)
        {
            json.WriteNullValue();
            return;
        }

        given.WriteTo(json);
        if (column.Column == "statuscode" && mapper.Table.Columns["statuscode"].States?.TryGetValue(given.GetInt32(), out int state) == true)
        {
            json.WriteNumber("statecode", state); // a status alone is refused where its state is another
        }
    }
}
