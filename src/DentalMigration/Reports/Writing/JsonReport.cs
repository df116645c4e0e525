using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using DentalMigration.Reports.Documents;

namespace DentalMigration.Reports.Writing;

/// <summary>The whole report as JSON; rows are objects named by their columns. What sums up other parts stands after them.</summary>
internal static class JsonReport
{
    private const int MostPending = 1 << 16;

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void Write(Stream stream, ReportDocument document)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteString("title", document.Title);
        json.WriteString("subtitle", document.Subtitle);
        json.WriteString("generatedAt", ReportValue.Text(document.GeneratedAt));
        json.WriteBoolean("containsValues", document.ContainsValues);
        json.WriteStartArray("facts");
        foreach (ReportFact fact in document.Facts)
        {
            json.WriteStartObject();
            json.WriteString("label", fact.Label);
            WriteValue(json, "value", fact.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("sections");
        foreach (ReportSection section in document.InReadingOrder().Where(section => section is not TableSection { IsExtract: true }))
        {
            json.WriteStartObject();
            json.WriteString("title", section.Title);
            WriteSection(json, section);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSection(Utf8JsonWriter json, ReportSection section)
    {
        switch (section)
        {
            case TableSection table:
                WriteTable(json, table);
                break;
            case BarChartSection chart:
                WriteChart(json, chart);
                break;
            case VerdictSection verdict:
                WriteVerdict(json, verdict);
                break;
            case TextSection text:
                json.WriteString("kind", "text");
                json.WriteStartArray("paragraphs");
                foreach (string paragraph in text.Paragraphs)
                {
                    json.WriteStringValue(paragraph);
                }

                json.WriteEndArray();
                break;
        }
    }

    private static void WriteTable(Utf8JsonWriter json, TableSection table)
    {
        string[] names = [.. table.Columns.Select(column => JsonNamingPolicy.CamelCase.ConvertName(column.Name))];
        json.WriteString("kind", "table");
        json.WriteString("caption", table.Caption);
        json.WriteStartArray("rows");
        foreach (IReadOnlyList<object?> row in table.Rows)
        {
            json.WriteStartObject();
            for (int i = 0; i < names.Length; i++)
            {
                WriteValue(json, names[i], row[i]);
            }

            json.WriteEndObject();
            if (json.BytesPending > MostPending)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteChart(Utf8JsonWriter json, BarChartSection chart)
    {
        json.WriteString("kind", "chart");
        json.WriteString("caption", chart.Caption);
        json.WriteStartArray("bars");
        foreach (ChartBar bar in chart.Bars)
        {
            json.WriteStartObject();
            json.WriteString("label", bar.Label);
            json.WriteStartObject("values");
            for (int i = 0; i < chart.Series.Count; i++)
            {
                json.WriteNumber(chart.Series[i].Name, bar.Values[i]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteVerdict(Utf8JsonWriter json, VerdictSection verdict)
    {
        VerdictReason[] reasons = [.. verdict.Reasons];
        json.WriteString("kind", "verdict");
        json.WriteString("outcome", reasons.Select(reason => reason.Outcome).DefaultIfEmpty().Max().ToString());
        json.WriteStartArray("reasons");
        foreach (VerdictReason reason in reasons)
        {
            json.WriteStartObject();
            json.WriteString("outcome", reason.Outcome.ToString());
            json.WriteString("text", reason.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case decimal amount:
                json.WriteNumberValue(amount);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case long or int or short or byte or uint or ushort or sbyte:
                json.WriteNumberValue(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteStringValue(ReportValue.Text(value));
                break;
        }
    }
}
