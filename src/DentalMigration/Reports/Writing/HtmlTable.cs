using System.Globalization;
using System.Text;
using DentalMigration.Reports.Documents;

namespace DentalMigration.Reports.Writing;

/// <summary>A table with at most as many rows as it allows, and a word on the rest.</summary>
internal static class HtmlTable
{
    public static void Append(StringBuilder part, TableSection table)
    {
        var rows = new StringBuilder();
        long count = 0;
        foreach (IReadOnlyList<object?> row in table.Rows)
        {
            if (count++ < table.RowLimit)
            {
                AppendRow(rows, table.Columns, row);
            }
        }

        if (count == 0)
        {
            part.Append(CultureInfo.InvariantCulture, $"<p class=\"none\">{Html.Encode(table.WhenEmpty)}</p>");
            return;
        }

        part.Append(CultureInfo.InvariantCulture, $"<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{Html.Encode(table.Title)}\"><table>\n");
        if (table.Caption.Length > 0)
        {
            part.Append(CultureInfo.InvariantCulture, $"<caption>{Html.Encode(table.Caption)}</caption>\n");
        }

        part.Append("<thead><tr>");
        foreach (ReportColumn column in table.Columns)
        {
            part.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{(column.Alignment == ColumnAlignment.Right ? " class=\"n\"" : string.Empty)}>{Html.Encode(column.Label)}</th>");
        }

        part.Append("</tr></thead>\n<tbody>\n").Append(rows).Append("</tbody>\n");
        if (table.Totals is { } totals)
        {
            AppendRow(part.Append("<tfoot>"), table.Columns, totals);
            part.Append("</tfoot>\n");
        }

        part.Append("</table></div>");
        if (count > table.RowLimit)
        {
            part.Append(CultureInfo.InvariantCulture, $"<p class=\"more\">{Html.Encode(count - table.RowLimit)} more rows in the CSV or JSON of this report.</p>");
        }
    }

    private static void AppendRow(StringBuilder rows, IReadOnlyList<ReportColumn> columns, IReadOnlyList<object?> row)
    {
        rows.Append("<tr>");
        for (int i = 0; i < columns.Count; i++)
        {
            string kind = Kind(columns[i], row[i]);
            rows.Append(kind.Length == 0 ? "<td>" : $"<td class=\"{kind}\">").Append(Html.Encode(row[i])).Append("</td>");
        }

        rows.Append("</tr>\n");
    }

    private static string Kind(ReportColumn column, object? value)
    {
        bool isNumeric = column.Alignment == ColumnAlignment.Right;
        bool isMarked = column.IsRemarkable?.Invoke(value) == true;
        bool isZero = isNumeric && value is 0L or 0;
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
