namespace DentalMigration.Sources.Files;

/// <summary>
/// Fills up rows that a spreadsheet has cut short. Excel writes CSV sixteen rows at a time, and leaves a chunk's last columns out where all
/// of its rows are empty there. So sixteen or more neighbours of the same shortness are whole rows, while a single one has lost something.
/// </summary>
internal static class ShortRows
{
    private const int Chunk = 16;

    /// <summary>The rows, with those filled up that belong to such a chunk. Holds at most sixteen rows back.</summary>
    /// <param name="rows">Rows as the file has them.</param>
    /// <param name="width">Cells of the header.</param>
    public static IEnumerable<TableRow> Fill(IEnumerable<TableRow> rows, int width)
    {
        List<TableRow> held = [];
        int length = width;
        bool isChunk = false;
        bool hadChunk = false;
        foreach (TableRow row in rows)
        {
            if (row.Cells.Length != length || row.Cells.Length >= width)
            {
                foreach (TableRow earlier in held)
                {
                    yield return earlier;
                }

                held.Clear();
                length = Math.Min(row.Cells.Length, width);
                isChunk = false;
            }

            if (length == width || isChunk)
            {
                yield return Whole(row, width);
                continue;
            }

            held.Add(row);
            if (held.Count == Chunk)
            {
                isChunk = true;
                hadChunk = true;
                foreach (TableRow earlier in held)
                {
                    yield return Whole(earlier, width);
                }

                held.Clear();
            }
        }

        // The last chunk of a file has as many rows as are left.
        foreach (TableRow last in held)
        {
            yield return hadChunk && held.Count > 1 ? Whole(last, width) : last;
        }
    }

    private static TableRow Whole(TableRow row, int width)
    {
        if (row.Cells.Length >= width || row.Fault is not null)
        {
            return row;
        }

        object?[] cells = row.Cells;
        Array.Resize(ref cells, width);
        return row with { Cells = cells };
    }
}
