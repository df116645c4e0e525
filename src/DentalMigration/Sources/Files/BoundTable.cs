using DentalMigration.Sources.Reading;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Files;

/// <summary>A table whose object, header and formats are known, and which can so be read as records.</summary>
internal sealed class BoundTable(Table table, SourceFile file, SourceLayout? layout, object?[] header, IReadOnlyList<object?[]> titles)
{
    /// <summary>What was detected.</summary>
    public SourceFile File => file;

    /// <summary>Full path of the file.</summary>
    public string Path => table.Path;

    /// <summary>How many bytes the reading under way has read; null before it, and where the file cannot tell.</summary>
    public long? Position
    {
        get => table.Position;
        set => table.Position = value;
    }

    /// <summary>The records after the header. Blank rows, repeated titles and headers, and totals are no records.</summary>
    public IEnumerable<SourceRecord> Records(SystemCatalog catalog, CancellationToken cancellationToken)
    {
        if (layout is null)
        {
            yield break;
        }

        int key = layout.Ordinal(layout.KeyFields[0]);
        foreach (TableRow row in ShortRows.Fill(table.Rows().SkipWhile(r => r.Line <= file.HeaderLine), file.Columns.Count))
        {
            cancellationToken.ThrowIfCancellationRequested();
            int first = Array.FindIndex(row.Cells, static c => c is not null && (c is not string text || !string.IsNullOrWhiteSpace(text)));
            if (first < 0 || IsRepeated(row.Cells, first) || IsTotal(catalog, row.Cells, first, key))
            {
                continue;
            }

            yield return new SourceRecord(layout, new RecordPosition(file.Name, row.Line), row.Cells, row.Fault ?? Ragged(row.Cells));
        }
    }

    private FieldFault? Ragged(object?[] cells)
    {
        int width = file.Columns.Count;
        if (cells.Length == width)
        {
            return null;
        }

        int used = Array.FindLastIndex(cells, c => c is not null) + 1;
        return cells.Length < width || used > width ? FieldFaults.RaggedRow(width, Math.Max(used, Math.Min(cells.Length, width))) : null;
    }

    private bool IsRepeated(object?[] cells, int first)
    {
        if (cells[first] is not string text)
        {
            return false;
        }

        for (int i = 0; i < titles.Count; i++)
        {
            if (IsSame(titles[i], cells, first, text))
            {
                return true;
            }
        }

        return IsSame(header, cells, first, text);
    }

    /// <summary>True where the row's cells are those of another, blank cells at the end aside.</summary>
    private static bool IsSame(object?[] other, object?[] cells, int first, string text)
    {
        if (first >= other.Length || other[first] is not string same || !same.AsSpan().Trim().SequenceEqual(text.AsSpan().Trim()))
        {
            return false;
        }

        for (int i = 0; i < Math.Max(other.Length, cells.Length); i++)
        {
            if (CellText.Of(i < other.Length ? other[i] : null) != CellText.Of(i < cells.Length ? cells[i] : null))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// True where the first cell says <c>Toplam</c> or the like and the row has no key of its own: a word alone would drop a record.
    /// </summary>
    private static bool IsTotal(SystemCatalog catalog, object?[] cells, int first, int key)
    {
        if (cells[first] is not string text || !char.IsLetter(text.AsSpan().TrimStart()[0]) || (first != key && key < cells.Length && CellText.Of(cells[key]) is not null))
        {
            return false;
        }

        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        foreach (string word in catalog.Totals)
        {
            if (trimmed.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                && (trimmed.Length == word.Length || trimmed[word.Length] is ' ' or ':' or '=' or '.'))
            {
                return true;
            }
        }

        return false;
    }
}
