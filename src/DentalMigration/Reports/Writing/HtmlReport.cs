using System.Text;
using DentalMigration.Reports.Documents;

namespace DentalMigration.Reports.Writing;

/// <summary>The report as one page that loads nothing: no script, no font, no picture from elsewhere.</summary>
internal static class HtmlReport
{
    /// <summary>A fact with a longer text is written smaller.</summary>
    private const int LongFact = 10;

    private const string Banner =
        "This report shows values of patients’ records. Keep it where the records themselves may be kept, and delete it when it has served.";

    /// <summary>
    /// Reads the tables first and holds what the page will show of them, so that what sums them up can stand above them; rows beyond a
    /// table's limit are counted and let go.
    /// </summary>
    public static void Write(Stream stream, ReportDocument document)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        var parts = new Dictionary<ReportSection, string>(ReferenceEqualityComparer.Instance);
        var styles = new StringBuilder();
        foreach (ReportSection section in document.InReadingOrder())
        {
            parts[section] = Part(section, styles, FormattableString.Invariant($"t{parts.Count + 1}"));
        }

        WriteHead(writer, document, styles.ToString());
        foreach (ReportSection section in document.Sections)
        {
            writer.Write(parts[section]);
        }

        writer.Write("</main>\n<footer>Written by DentalMigration. This page is complete in itself and loads nothing from a network.</footer>\n</body>\n</html>\n");
    }

    private static void WriteHead(TextWriter writer, ReportDocument document, string styles)
    {
        string title = Html.Encode(document.Title);
        writer.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="referrer" content="no-referrer">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            <style>
            {HtmlStyle.Text}
            {styles}
            </style>
            </head>
            <body>
            {(document.ContainsValues ? $"<p class=\"banner\" role=\"note\"><strong>Contains patient data.</strong> {Html.Encode(Banner)}</p>" : string.Empty)}
            <header>
            <h1>{title}</h1>
            <p>{Html.Encode(document.Subtitle)}</p>
            <p class="when">Made <time datetime="{ReportValue.Text(document.GeneratedAt)}">{ReportValue.ForPeople(document.GeneratedAt)}</time></p>
            </header>
            <main>

            """);
        if (document.Facts.Count > 0)
        {
            writer.Write("<dl class=\"facts\">\n");
            foreach (ReportFact fact in document.Facts)
            {
                writer.Write($"<div><dt>{Html.Encode(fact.Label)}</dt><dd{(fact.Value is string { Length: > LongFact } or DateTimeOffset ? " class=\"text\"" : string.Empty)}>{Html.Encode(fact.Value)}</dd></div>\n");
            }

            writer.Write("</dl>\n");
        }
    }

    private static string Part(ReportSection section, StringBuilder styles, string name)
    {
        var part = new StringBuilder();
        part.Append("<section>\n<h2>").Append(Html.Encode(section.Title)).Append("</h2>\n");
        switch (section)
        {
            case TableSection table:
                HtmlTable.Append(part, styles, table, name);
                break;
            case BarChartSection chart:
                HtmlChart.Append(part, styles, chart, name);
                break;
            case VerdictSection verdict:
                HtmlVerdict.Append(part, verdict);
                break;
            case TextSection text:
                part.AppendJoin('\n', text.Paragraphs.Select(paragraph => $"<p>{Html.Encode(paragraph)}</p>"));
                break;
        }

        return part.Append("\n</section>\n").ToString();
    }
}
