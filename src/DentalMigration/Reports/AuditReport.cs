using System.Globalization;
using DentalMigration.Reports.Documents;

namespace DentalMigration.Reports;

/// <summary>An entry of the audit log, as a report shows it.</summary>
/// <param name="Sequence">Its place, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Who">The Dataverse user's id and the user of the machine.</param>
/// <param name="Run">The run; 0 where it belongs to none.</param>
/// <param name="Action">What was done.</param>
/// <param name="Table">To which table; empty where to none.</param>
/// <param name="Outcome"><c>done</c>, or a code.</param>
/// <param name="Count">To how many rows.</param>
/// <param name="Note">More, without values.</param>
public sealed record AuditReportLine(long Sequence, DateTimeOffset At, string Who, long Run, string Action, string Table, string Outcome, long Count, string Note);

/// <summary>Who did what, summed up, with every entry of the audit log. Holds ids, counts and codes, no value of a record.</summary>
public static class AuditReport
{
    private const string Done = "done";
    private const int MostListed = 2_000;

    /// <summary>Makes the report.</summary>
    /// <param name="lines">The entries, in their order: all of a log, or some.</param>
    /// <param name="generatedAt">The time to print.</param>
    /// <param name="facts">More to tell on top: migration, ledger.</param>
    public static ReportDocument Build(IReadOnlyList<AuditReportLine> lines, DateTimeOffset generatedAt, IReadOnlyList<ReportFact>? facts = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return new ReportDocument
        {
            Title = "Audit",
            Subtitle = "Who did what to which tables, with what outcome.",
            GeneratedAt = generatedAt,
            Facts =
            [
                .. facts ?? [],
                new("Entries", lines.Count),
                new("Rows", lines.Sum(l => l.Count)),
                new("Runs", lines.Select(l => l.Run).Where(r => r > 0).Distinct().Count()),
                new("Not done", lines.LongCount(l => l.Outcome != Done)),
                .. lines.Count == 0 ? Array.Empty<ReportFact>() : [new("First", lines[0].At), new("Last", lines[^1].At)],
            ],
            Sections =
            [
                new VerdictSection("Verdict", Reasons(lines)),
                new BarChartSection(
                    "Rows by action",
                    [new("done", SeriesTone.Primary), new("not done", SeriesTone.Warning)],
                    lines.GroupBy(l => l.Action).Where(g => g.Sum(l => l.Count) > 0).Select(g => new ChartBar(
                        g.Key, [g.Where(l => l.Outcome == Done).Sum(l => l.Count), g.Where(l => l.Outcome != Done).Sum(l => l.Count)])))
                {
                    Caption = "Each bar is all rows an action was meant for.",
                },
                new TableSection(
                    "By run and action",
                    [
                        ReportColumn.Number("Run"), new("Action"), new("Table"), new("Outcome") { IsRemarkable = value => value is not Done },
                        ReportColumn.Number("Entries"), ReportColumn.Number("Rows"), new("First"), new("Last"),
                    ],
                    lines.GroupBy(l => (l.Run, l.Action, l.Table, l.Outcome)).Select(g => (object?[])
                        [g.Key.Run, g.Key.Action, g.Key.Table, g.Key.Outcome, g.LongCount(), g.Sum(l => l.Count), g.First().At, g.Last().At]))
                {
                    Caption = "Run 0 is what belongs to no run, such as an approval.",
                    IsExtract = true,
                    WhenEmpty = "Nothing was done.",
                },
                new TableSection(
                    "Who",
                    [new("Who"), ReportColumn.Number("Entries"), ReportColumn.Number("Rows")],
                    lines.GroupBy(l => l.Who).Select(g => (object?[])[g.Key, g.LongCount(), g.Sum(l => l.Count)]))
                {
                    Caption = "The Dataverse user’s id, and the user of the machine.",
                    IsExtract = true,
                    WhenEmpty = "Nobody did anything.",
                },
                new TableSection(
                    "Entries",
                    [
                        ReportColumn.Number("Sequence"), new("At"), ReportColumn.Number("Run"), new("Action"), new("Table"),
                        new("Outcome") { IsRemarkable = value => value is not Done }, ReportColumn.Number("Count"), new("Note"), new("Who") { IsForPrograms = true },
                    ],
                    lines.Select(l => (object?[])[l.Sequence, l.At, l.Run, l.Action, l.Table, l.Outcome, l.Count, l.Note, l.Who]))
                {
                    RowLimit = MostListed,
                    WhenEmpty = "The log is empty.",
                },
            ],
        };
    }

    private static IEnumerable<VerdictReason> Reasons(IReadOnlyList<AuditReportLine> lines)
    {
        if (lines.Count == 0)
        {
            yield return new(VerdictOutcome.Attention, "The log is empty.");
            yield break;
        }

        bool isWhole = lines.Index().All(l => l.Item.Sequence == l.Index + 1);
        yield return isWhole
            ? new(VerdictOutcome.Passed, string.Create(CultureInfo.InvariantCulture, $"Entries 1 to {lines.Count:N0} are all there. Whether one was changed, Test-MigrationAudit tells."))
            : new(VerdictOutcome.Attention, "These are some entries of the log, not all.");
        long not = lines.LongCount(l => l.Outcome != Done);
        if (not > 0)
        {
            yield return new(VerdictOutcome.Attention, $"{Wording.Count(not, "entry tells", "entries tell")} of something that was not done: held, rejected or refused.");
        }
    }
}
