using System.Globalization;
using System.Text;
using DentalMigration.Reports.Documents;

namespace DentalMigration.Reports.Writing;

/// <summary>Stacked bars as SVG: over each bar its label, its parts in words and its sum, so that nothing hangs on colour or length alone.</summary>
internal static class BarChartSvg
{
    private const double Width = 960;
    private const double RowHeight = 50;
    private const double BarHeight = 16;
    private const double Gap = 2;
    private const double Least = 4;
    private const int LongestLabel = 48;

    public static void Append(StringBuilder part, BarChartSection chart, ChartBar[] bars, int number)
    {
        long longest = Math.Max(1, bars.Max(bar => bar.Total));
        part.Append(CultureInfo.InvariantCulture, $"""
            <svg viewBox="0 0 {Width} {bars.Length * RowHeight}" role="img" aria-labelledby="c{number}t c{number}d">
            <title id="c{number}t">{Html.Encode(chart.Title)}</title>
            <desc id="c{number}d">{Html.Encode(chart.Caption)} Stacked bars; the table that follows holds the same numbers.</desc>

            """);
        for (int i = 0; i < bars.Length; i++)
        {
            double length = Width * (chart.ShowsShares ? 1 : (double)bars[i].Total / longest);
            AppendBar(part, chart, bars[i], i * RowHeight, length);
        }

        part.Append("</svg>");
    }

    /// <summary>The class that gives a series its colour.</summary>
    public static string Tone(ChartSeries series) => "tone-" + series.Tone.ToString().ToLowerInvariant();

    private static void AppendBar(StringBuilder part, BarChartSection chart, ChartBar bar, double top, double length)
    {
        string label = bar.Label.Length <= LongestLabel ? bar.Label : bar.Label[..(LongestLabel - 1)] + "…";
        part.Append(CultureInfo.InvariantCulture, $"""
            <text class="label" x="0" y="{top + 17}">{Html.Encode(label)}</text>
            <text class="values" x="{Width}" y="{top + 17}" text-anchor="end">
            """);
        for (int i = 0; i < chart.Series.Count; i++)
        {
            if (bar.Values[i] != 0)
            {
                part.Append(CultureInfo.InvariantCulture, $"<tspan class=\"{Tone(chart.Series[i])}\">■</tspan> {Html.Encode(bar.Values[i])} {Html.Encode(chart.Series[i].Name)} &#160; ");
            }
        }

        part.Append(CultureInfo.InvariantCulture, $"<tspan class=\"sum\">{Html.Encode(bar.Total)} {Html.Encode(chart.Unit)}</tspan></text>\n");
        part.Append(CultureInfo.InvariantCulture, $"<rect class=\"track\" x=\"0\" y=\"{top + 24}\" width=\"{Width}\" height=\"{BarHeight}\" rx=\"3\"/>\n");
        double left = 0;
        foreach ((int series, double width) in Widths(bar, length))
        {
            part.Append(CultureInfo.InvariantCulture, $"""
                <rect class="{Tone(chart.Series[series])}" x="{left:0.##}" y="{top + 24}" width="{width - Gap:0.##}" height="{BarHeight}" rx="2"><title>{Html.Encode(bar.Label)}: {Html.Encode(bar.Values[series])} {Html.Encode(chart.Series[series].Name)}</title></rect>

                """);
            left += width;
        }
    }

    /// <summary>The length of each part that is not zero. None is too short to be seen: what the short ones gain, the longest gives.</summary>
    private static List<(int Series, double Width)> Widths(ChartBar bar, double length)
    {
        List<(int Series, double Width)> parts = [.. bar.Values
            .Select((value, i) => (Series: i, Width: Math.Max(value, 0) * length / Math.Max(1, bar.Total)))
            .Where(one => one.Width > 0)];
        if (parts.Count == 0)
        {
            return parts;
        }

        int longest = parts.IndexOf(parts.MaxBy(one => one.Width));
        double given = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            double more = i == longest ? 0 : Math.Max(0, Least + Gap - parts[i].Width);
            parts[i] = (parts[i].Series, parts[i].Width + more);
            given += more;
        }

        parts[longest] = (parts[longest].Series, Math.Max(Least + Gap, parts[longest].Width - given));
        return parts;
    }
}
