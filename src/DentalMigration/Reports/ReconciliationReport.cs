using System.Globalization;
using DentalMigration.Reports.Documents;
using DentalMigration.Verification;

namespace DentalMigration.Reports;

/// <summary>Whether source and target agree in their figures. Holds totals only.</summary>
public static class ReconciliationReport
{
    private const string RowMeasure = "rows";

    /// <summary>Makes the report.</summary>
    /// <param name="lines">The figures.</param>
    /// <param name="generatedAt">The time to print.</param>
    /// <param name="facts">More to tell on top.</param>
    public static ReportDocument Build(IReadOnlyList<ReconciliationLine> lines, DateTimeOffset generatedAt, IReadOnlyList<ReportFact>? facts = null) => new()
    {
        Title = "Reconciliation",
        Subtitle = "The figures of the export beside those of Dataverse.",
        GeneratedAt = generatedAt,
        Facts =
        [
            .. facts ?? [],
            new("Rows in the source", lines.Where(IsRows).Sum(line => line.Source)),
            new("Rows in Dataverse", lines.Where(IsRows).Sum(line => line.Target)),
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
                lines.Where(IsRows).Select(Bar))
            {
                Caption = "Rows counted in the export and in Dataverse.",
            },
            new TableSection(
                "Figures",
                [
                    new("Object"), new("Measure"), new("Column"), ReportColumn.Number("Source"), ReportColumn.Number("Target"),
                    ReportColumn.Number("Difference"), new("Verdict") { IsRemarkable = value => value is not (null or Verdict.Same) },
                ],
                lines.Select(l => (object?[])[l.Object, l.Measure, l.Column, l.Source, l.Target, l.Target - l.Source, l.Verdict]))
            {
                Caption = "Source counts the records that have a row; target counts the rows that this migration made.",
            },
        ],
    };

    private static bool IsRows(ReconciliationLine line) => line.Measure == RowMeasure && line.Practice is null;

    private static ChartBar Bar(ReconciliationLine line) => new(
        line.Object,
        [(long)Math.Min(line.Source, line.Target), (long)Math.Max(0, line.Source - line.Target), (long)Math.Max(0, line.Target - line.Source)]);

    private static IEnumerable<VerdictReason> Reasons(IReadOnlyList<ReconciliationLine> lines)
    {
        foreach (ReconciliationLine l in lines.Where(line => line.Verdict != Verdict.Same))
        {
            string what = l.Measure switch
            {
                RowMeasure => "rows",
                "files" => $"files in {l.Column}",
                "checksum" => $"files in {l.Column} with the checksum of what was sent",
                _ => $"the sum of {l.Column}",
            };
            yield return new(VerdictOutcome.Failed, Text($"{l.Object}: {what}: {l.Source:#,0.##########} in the source, {l.Target:#,0.##########} in Dataverse."));
        }

        int same = lines.Count(line => line.Verdict == Verdict.Same);
        yield return lines.Count == 0
            ? new(VerdictOutcome.Attention, "Nothing was compared.")
            : new(VerdictOutcome.Passed, Text($"{same:N0} of {lines.Count:N0} figures agree."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
