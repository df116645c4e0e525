using System.Globalization;
using System.Text;
using DentalMigration.Reports.Documents;

namespace DentalMigration.Reports.Writing;

/// <summary>
/// Stacked bars as SVG, each as wide as the page is; over each its label, its parts in words and its sum as text that wraps, so that nothing
/// hangs on colour or length alone and a phone shows it as large as anything else.
/// </summary>
internal static class BarChartSvg
{
    private const double Width = 960;
    private const double Height = 16;

    /// <summary>No part is shorter: about two pixels on a phone.</summary>
    private const double Least = 10;

    public static void Append(StringBuilder part, BarChartSection chart, ChartBar[] bars)
    {
        long longest = Math.Max(1, bars.Max(bar => bar.Total));
        part.Append("<ul class=\"bars\">\n");
        foreach (ChartBar bar in bars)
        {
            AppendBar(part, chart, bar, Width * (chart.ShowsShares ? 1 : (double)bar.Total / longest));
        }

        part.Append("</ul>");
    }

    /// <summary>The class that gives a series its colour.</summary>
    public static string Tone(ChartSeries series) => "tone-" + series.Tone.ToString().ToLowerInvariant();

    private static void AppendBar(StringBuilder part, BarChartSection chart, ChartBar bar, double length)
    {
        part.Append(CultureInfo.InvariantCulture, $"<li><div class=\"bar\"><strong>{Html.Encode(bar.Label)}</strong><span>");
        for (int i = 0; i < chart.Series.Count; i++)
        {
            if (bar.Values[i] != 0)
            {
                part.Append(CultureInfo.InvariantCulture, $"<span><i class=\"{Tone(chart.Series[i])}\"></i>{Html.Encode(bar.Values[i])} {Html.Encode(chart.Series[i].Name)}</span> ");
            }
        }

        part.Append(CultureInfo.InvariantCulture, $"<b>{Html.Encode(bar.Total)} {Html.Encode(chart.Unit)}</b></span></div>\n");
        part.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        double left = 0;
        foreach ((int series, double width) in Widths(bar, length))
        {
            part.Append(CultureInfo.InvariantCulture, $"""
                <rect class="{Tone(chart.Series[series])}" x="{left:0.##}" width="{width:0.##}" height="{Height}"><title>{Html.Encode(bar.Label)}: {Html.Encode(bar.Values[series])} {Html.Encode(chart.Series[series].Name)}</title></rect>
                """);
            left += width;
        }

        part.Append("</svg></li>\n");
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
            double more = i == longest ? 0 : Math.Max(0, Least - parts[i].Width);
            parts[i] = (parts[i].Series, parts[i].Width + more);
            given += more;
        }

        parts[longest] = (parts[longest].Series, Math.Max(Least, parts[longest].Width - given));
        return parts;
    }
}
