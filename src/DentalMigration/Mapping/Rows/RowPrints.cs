using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using DentalMigration.Sources;
using DentalMigration.Verification;

namespace DentalMigration.Mapping.Rows;

/// <summary>
/// The fingerprints of a row's columns, in the order of the mapper's columns. 0 stands for a column of which the record says nothing (its file has
/// no such column), and for one that is written only when the row is created.
/// </summary>
internal sealed class RowPrints(IReadOnlyList<ColumnWriter> columns)
{
    private readonly Dictionary<string, int> _kept = columns.Select((c, i) => (c, i)).Where(c => IsKept(c.c)).ToDictionary(c => c.c.ReadName, c => c.i, StringComparer.Ordinal);
    private readonly byte[][] _properties = [.. columns.Select(c => Encoding.UTF8.GetBytes(c.Property))];
    private readonly bool[] _isKept = [.. columns.Select(IsKept)];

    /// <summary>What a record says of each column where its row says nothing: the same for all records of a file.</summary>
    private readonly ConcurrentDictionary<SourceLayout, uint[]> _blanks = new();

    /// <summary>The columns by the names they are read by.</summary>
    public IEnumerable<string> Names => columns.Select(c => c.ReadName.Length > 0 ? c.ReadName : c.Column);

    /// <summary>True where the column can be changed on a row that is there, and be read back.</summary>
    public static bool IsKept(ColumnWriter column) => column.ForUpdate && column.ReadName.Length > 0;

    /// <summary>The fingerprints of a row.</summary>
    public uint[] Of(MappedRow row)
    {
        uint[] prints = [.. Blanks(row.Record)];
        var json = new Utf8JsonReader(row.Json.Span);
        json.Read();
        int at = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            int column = Find(ref json, at);
            json.Read();
            if (column >= 0 && _isKept[column])
            {
                prints[column] = ValueMeaning.Print(ref json);
            }
            else
            {
                json.Skip();
            }

            at = column < 0 ? at : column + 1;
        }

        for (int i = 0; i < row.Steps.Count; i++)
        {
            foreach ((string name, string value) in row.Steps[i].Expected)
            {
                if (_kept.TryGetValue(name, out int column))
                {
                    prints[column] = ValueMeaning.Print(value);
                }
            }
        }

        return prints;
    }

    private uint[] Blanks(SourceRecord record)
    {
        if (!_blanks.TryGetValue(record.Layout, out uint[]? blanks))
        {
            blanks = [.. columns.Select((c, i) => _isKept[i] && c.IsIn(record) ? ValueMeaning.Blank : 0)];
            _blanks.TryAdd(record.Layout, blanks);
        }

        return blanks;
    }

    /// <summary>Columns are written in their order, so the next is nearly always the one after the last found.</summary>
    private int Find(ref Utf8JsonReader json, int from)
    {
        for (int i = 0; i < _properties.Length; i++)
        {
            int column = (from + i) % _properties.Length;
            if (json.ValueTextEquals(_properties[column]))
            {
                return column;
            }
        }

        return -1;
    }
}
