using System.Globalization;
using System.Text;
using DentalMigration.Reports.Documents;

namespace DentalMigration.Reports.Writing;

/// <summary>A chart with its legend, and the same numbers as a table.</summary>
internal static class HtmlChart
{
    public static void Append(StringBuilder part, StringBuilder styles, BarChartSection chart, string name)
    {
        ChartBar[] bars = [.. chart.Bars];
        if (bars.Length == 0)
        {
            part.Append("<p class=\"none\">Nothing to show.</p>");
            return;
        }

        if (chart.Caption.Length > 0)
        {
            part.Append(CultureInfo.InvariantCulture, $"<p>{Html.Encode(chart.Caption)}</p>\n");
        }

        int[] used = [.. Enumerable.Range(0, chart.Series.Count).Where(i => bars.Any(bar => bar.Values[i] != 0))];
        part.Append("<ul class=\"legend\">");
        foreach (int i in used)
        {
            part.Append(CultureInfo.InvariantCulture, $"<li><i class=\"{BarChartSvg.Tone(chart.Series[i])}\"></i>{Html.Encode(chart.Series[i].Name)}</li>");
        }

        part.Append("</ul>\n");
        BarChartSvg.Append(part, chart, bars);
        part.Append("\n<details><summary>The same as a table</summary>\n");
        HtmlTable.Append(part, styles, AsTable(chart, bars), name);
        part.Append("</details>");
    }

    private static TableSection AsTable(BarChartSection chart, ChartBar[] bars) => new(
        chart.Title,
        [
            new ReportColumn("Bar") { Label = string.Empty },
            .. chart.Series.Select(series => ReportColumn.Number(series.Name)),
            ReportColumn.Number(chart.Unit),
        ],
        bars.Select(bar => (object?[])[bar.Label, .. bar.Values.Cast<object?>(), bar.Total]))
    {
        RowLimit = int.MaxValue,
    };
}
