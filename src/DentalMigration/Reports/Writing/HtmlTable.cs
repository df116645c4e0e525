using System.Globalization;
using System.Text;
using DentalMigration.Reports.Documents;

namespace DentalMigration.Reports.Writing;

/// <summary>
/// A table with at most as many rows as it allows, and a word on the rest. On a phone one with long texts is shown row by row, each cell
/// under its heading's name; one of numbers is moved sideways, its first column staying.
/// </summary>
internal static class HtmlTable
{
    /// <summary>Texts longer than this make a column wide and a table one to be stacked.</summary>
    private const int Long = 40;

    /// <summary>A table with more columns than these is set small on paper.</summary>
    private const int Many = 9;

    /// <summary>A table of texts with more columns than these is stacked whatever their length.</summary>
    private const int ManyTexts = 3;

    /// <summary>Appends the table.</summary>
    /// <param name="part">To what.</param>
    /// <param name="styles">Where rules for this table alone go.</param>
    /// <param name="table">The table.</param>
    /// <param name="name">A name no other table of the page has: <c>t3</c>.</param>
    public static void Append(StringBuilder part, StringBuilder styles, TableSection table, string name)
    {
        int[] shown = [.. Enumerable.Range(0, table.Columns.Count).Where(i => !table.Columns[i].IsForPrograms)];
        int[] longest = new int[table.Columns.Count];
        var rows = new StringBuilder();
        long count = 0;
        foreach (IReadOnlyList<object?> row in table.Rows)
        {
            if (count++ < table.RowLimit)
            {
                AppendRow(rows, table.Columns, shown, row, longest);
            }
        }

        if (count == 0)
        {
            part.Append(CultureInfo.InvariantCulture, $"<p class=\"none\">{Html.Encode(table.WhenEmpty)}</p>");
            return;
        }

        if (table.Caption.Length > 0)
        {
            part.Append(CultureInfo.InvariantCulture, $"<p class=\"caption\">{Html.Encode(table.Caption)}</p>\n");
        }

        bool isStacked = shown.Any(i => longest[i] > Long) || shown.Count(i => table.Columns[i].Alignment == ColumnAlignment.Left) > ManyTexts;
        part.Append(CultureInfo.InvariantCulture, $"<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{Html.Encode(table.Title)}\"><table id=\"{name}\" class=\"{(isStacked ? "stack" : "plain")}{(shown.Length > Many ? " many" : string.Empty)}\">\n");
        part.Append("<thead><tr>");
        for (int place = 0; place < shown.Length; place++)
        {
            ReportColumn column = table.Columns[shown[place]];
            string kind = column.Alignment == ColumnAlignment.Right ? " class=\"n\"" : string.Empty;
            part.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{kind}>{Html.Encode(column.Label)}</th>");
            if (isStacked)
            {
                styles.Append(CultureInfo.InvariantCulture, $"{HtmlStyle.Phone}{{#{name} td:nth-child({place + 1})::before{{content:{Quoted(column.Label)}}}}}\n");
            }

            if (longest[shown[place]] > Long)
            {
                // Long texts give way first, so that what is short stays whole and in sight.
                int least = shown.Count(i => longest[i] > Long) > 1 ? 16 : 30;
                styles.Append(CultureInfo.InvariantCulture, $"#{name} td:nth-child({place + 1}){{overflow-wrap:anywhere}} {HtmlStyle.Desk}{{#{name} td:nth-child({place + 1}){{min-width:{least}ch}}}}\n");
            }
        }

        part.Append("</tr></thead>\n<tbody>\n").Append(rows).Append("</tbody>\n");
        if (table.Totals is { } totals)
        {
            AppendRow(part.Append("<tfoot>"), table.Columns, shown, totals, longest);
            part.Append("</tfoot>\n");
        }

        part.Append("</table></div>");
        if (count > table.RowLimit)
        {
            part.Append(CultureInfo.InvariantCulture, $"<p class=\"more\">{Html.Encode(count - table.RowLimit)} more rows in the CSV or JSON of this report.</p>");
        }
    }

    private static void AppendRow(StringBuilder rows, IReadOnlyList<ReportColumn> columns, int[] shown, IReadOnlyList<object?> row, int[] longest)
    {
        rows.Append("<tr>");
        foreach (int i in shown)
        {
            string text = ReportValue.ForPeople(row[i]);
            longest[i] = Math.Max(longest[i], text.Length);
            string kind = Kind(columns[i], row[i]);
            rows.Append(kind.Length == 0 ? "<td>" : $"<td class=\"{kind}\">").Append(Html.Encode(text)).Append("</td>");
        }

        rows.Append("</tr>\n");
    }

    /// <summary>A text as a string of CSS; everything but letters and digits of ASCII by its number, so that nothing ends it.</summary>
    private static string Quoted(string text) =>
        $"\"{string.Concat(text.EnumerateRunes().Select(r => r.IsAscii && char.IsAsciiLetterOrDigit((char)r.Value) ? r.ToString() : FormattableString.Invariant($"\\{r.Value:x} ")))}\"";

    private static string Kind(ReportColumn column, object? value)
    {
        bool isNumeric = column.Alignment == ColumnAlignment.Right;
        bool isMarked = column.IsRemarkable?.Invoke(value) == true;
        bool isZero = isNumeric && value is 0L or 0 or 0m;
        return (isNumeric, isMarked, isZero) switch
        {
            (true, true, _) => "n mark",
            (true, _, true) => "n zero",
            (true, _, _) => "n",
            (_, true, _) => "mark",
            _ => string.Empty,
        };
    }
}
