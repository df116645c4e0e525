using System.Globalization;
using DentalMigration.Reports.Documents;
using DentalMigration.Verification;

namespace DentalMigration.Reports;

/// <summary>Whether source and target agree in their figures. Holds totals only.</summary>
public static class ReconciliationReport
{
    private const string RowMeasure = "rows";
    private const string SumMeasure = "sum";
    private const string ValueMeasure = "values";
    private const int MostTold = 30;
    private const int Cents = 2;

    /// <summary>Makes the report.</summary>
    /// <param name="lines">The figures.</param>
    /// <param name="generatedAt">The time to print.</param>
    /// <param name="facts">More to tell on top.</param>
    public static ReportDocument Build(IReadOnlyList<ReconciliationLine> lines, DateTimeOffset generatedAt, IReadOnlyList<ReportFact>? facts = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ReconciliationLine[] rows = [.. lines.Where(l => l.Measure == RowMeasure && l.Practice is null)];
        return new ReportDocument
        {
            Title = "Reconciliation",
            Subtitle = "The figures of the export beside those of Dataverse.",
            GeneratedAt = generatedAt,
            Facts =
            [
                .. facts ?? [],
                new("Rows in the source", rows.Sum(line => line.Source)),
                new("Rows in Dataverse", rows.Sum(line => line.Target)),
                new("Figures compared", lines.Count),
                new("Figures that differ", lines.Count(line => line.Verdict != Verdict.Same)),
            ],
            Sections =
            [
                new VerdictSection("Verdict", Reasons(lines)),
                new BarChartSection(
                    "Rows by object",
                    [
                        new("on both sides", SeriesTone.Primary), new("missing in Dataverse", SeriesTone.Danger),
                        new("too many in Dataverse", SeriesTone.Warning),
                    ],
                    rows.Select(Bar))
                {
                    Caption = "Rows counted in the export and in Dataverse.",
                },
                .. lines.Any(l => l.Measure == ValueMeasure) ? [Values(lines)] : Array.Empty<ReportSection>(),
                Table("Figures that differ", Ordered(lines).Where(l => l.Verdict != Verdict.Same)) with
                {
                    IsExtract = true,
                    WhenEmpty = "All figures agree.",
                },
                Table("Figures", Ordered(lines)) with
                {
                    Caption = "Source counts the records that have a row; target counts the rows that this migration made.",
                    WhenEmpty = "Nothing was compared.",
                },
            ],
        };
    }

    /// <summary>By object as they come, the object as a whole before its practices, then by column.</summary>
    private static IEnumerable<ReconciliationLine> Ordered(IReadOnlyList<ReconciliationLine> lines)
    {
        List<string> objects = [.. lines.Select(l => l.Object).Distinct()];
        return lines.OrderBy(l => objects.IndexOf(l.Object)).ThenBy(l => l.Practice, StringComparer.Ordinal)
            .ThenBy(l => l.Measure != RowMeasure).ThenBy(l => l.Column, StringComparer.Ordinal);
    }

    private static TableSection Table(string title, IEnumerable<ReconciliationLine> lines) => new(
        title,
        [
            new("Object"), new("Practice"), new("Measure"), new("Column"), ReportColumn.Number("Source"), ReportColumn.Number("Target"),
            ReportColumn.Number("Difference"), new("Verdict") { IsRemarkable = value => value is not (null or Verdict.Same) }, ReportColumn.Number("Blank"),
            ReportColumn.Number("Lost"), ReportColumn.Number("Appeared"), new("Checksum"), new("Reason"),
        ],
        lines.Select(l => (object?[])
            [l.Object, l.Practice, l.Measure, l.Column, Figure(l, l.Source), Figure(l, l.Target), Figure(l, l.Target - l.Source), l.Verdict, IfValues(l, l.Blank), IfValues(l, l.Lost), IfValues(l, l.Appeared), Checksum(l), l.Reason]));

    private static object? IfValues(ReconciliationLine line, long value) => line.Measure == ValueMeasure ? value : null;

    private static string? Checksum(ReconciliationLine line) =>
        line.SourceChecksum.Length == 0 ? null : line.SourceChecksum == line.TargetChecksum ? "agrees" : "differs";

    /// <summary>Amounts have cents on both sides, counts have none, however the service writes them.</summary>
    private static object Figure(ReconciliationLine line, decimal value)
    {
        bool isWhole = line.Source == decimal.Truncate(line.Source) && line.Target == decimal.Truncate(line.Target);
        if (isWhole && line.Measure != SumMeasure && Math.Abs(value) < long.MaxValue)
        {
            return (long)value;
        }

        decimal plain = value / 1.0000000000000000000000000000m;
        return plain.Scale >= Cents ? plain : plain + 0.00m;
    }

    private static BarChartSection Values(IReadOnlyList<ReconciliationLine> lines) => new(
        "Filled values by object",
        [new("on both sides", SeriesTone.Primary), new("lost", SeriesTone.Danger), new("appeared", SeriesTone.Warning)],
        lines.Where(l => l.Measure == ValueMeasure && l.Practice is null).GroupBy(l => l.Object).Select(g => new ChartBar(
            g.Key, [g.Sum(l => (long)l.Source - l.Lost), g.Sum(l => l.Lost), g.Sum(l => l.Appeared)])))
    {
        Caption = "Cells that are filled: lost is filled in the export and blank in Dataverse, appeared the other way round.",
        Unit = "values",
        ShowsShares = true,
    };

    private static ChartBar Bar(ReconciliationLine line) => new(
        line.Object,
        [(long)Math.Min(line.Source, line.Target), (long)Math.Max(0, line.Source - line.Target), (long)Math.Max(0, line.Target - line.Source)]);

    private static IEnumerable<VerdictReason> Reasons(IReadOnlyList<ReconciliationLine> lines)
    {
        ReconciliationLine[] differing = [.. Ordered(lines).Where(line => line.Verdict != Verdict.Same)];
        foreach (ReconciliationLine l in differing.Take(MostTold))
        {
            string what = l.Measure switch
            {
                RowMeasure => "rows",
                SumMeasure => $"the sum of {l.Column}",
                ValueMeasure => $"filled values of {l.Column}",
                "files" => $"files in {l.Column}",
                "checksum" => $"files in {l.Column} with the checksum of what was sent",
                _ => $"{l.Measure} {l.Column}".TrimEnd(),
            };
            string where = l.Practice is { } practice ? $"{l.Object} of practice {practice}" : l.Object;
            string how = l.Measure == ValueMeasure && l.Source == l.Target ? " as many on both sides, but some are others:" : "";
            yield return new(VerdictOutcome.Failed, Text($"{where}: {what}:{how} {l.Source:#,0.##########} in the source, {l.Target:#,0.##########} in Dataverse."));
        }

        if (differing.Length > MostTold)
        {
            yield return new(VerdictOutcome.Failed, $"{Wording.Count(differing.Length - MostTold, "more figure differs", "more figures differ")}; the table below has all.");
        }

        int same = lines.Count - differing.Length;
        yield return lines.Count == 0
            ? new(VerdictOutcome.Attention, "Nothing was compared.")
            : new(VerdictOutcome.Passed, Text($"{same:N0} of {lines.Count:N0} figures agree."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
