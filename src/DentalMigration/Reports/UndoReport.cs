using System.Globalization;
using DentalMigration.Reports.Documents;
using DentalMigration.Undo;

namespace DentalMigration.Reports;

/// <summary>What an undo took away, gave back and left. Holds no value of a record.</summary>
public static class UndoReport
{
    /// <summary>Makes the report.</summary>
    /// <param name="result">The undo.</param>
    /// <param name="generatedAt">The time to print.</param>
    /// <param name="facts">More to tell on top.</param>
    public static ReportDocument Build(UndoResult result, DateTimeOffset generatedAt, IReadOnlyList<ReportFact>? facts = null) => new()
    {
        Title = "Undo of a migration",
        Subtitle = "What was taken away, given back and left.",
        GeneratedAt = generatedAt,
        Facts =
        [
            .. facts ?? [],
            new("Rows deleted", result.Objects.Sum(o => o.Deleted)),
            new("Rows restored", result.Objects.Sum(o => o.Restored)),
            new("Rows kept", result.Objects.Sum(o => o.Kept)),
            new("Components removed", result.Components.LongCount(c => c.Removed)),
            new("Components kept", result.Components.LongCount(c => !c.Removed)),
            new("Duration", result.Elapsed),
            new("Requests", result.Requests),
            new("Throttled", result.Throttled),
        ],
        Sections =
        [
            new VerdictSection("Verdict", Reasons(result)),
            new BarChartSection(
                "Rows by object",
                [new("deleted", SeriesTone.Primary), new("restored", SeriesTone.Secondary), new("kept", SeriesTone.Warning)],
                result.Objects.Select(o => new ChartBar(o.Object, [o.Deleted, o.Restored, o.Kept])))
            {
                Caption = "Each bar is all rows of an object that the migration wrote, by what became of them.",
                ShowsShares = true,
            },
            new TableSection(
                "Rows",
                [new("Object"), new("Table"), ReportColumn.Number("Deleted"), ReportColumn.Number("Restored"), ReportColumn.Trouble("Kept")],
                result.Objects.Select(o => (object?[])[o.Object, o.Table, o.Deleted, o.Restored, o.Kept]))
            {
                Caption = "Deleted rows were ours. Restored rows are others’ and hold again what they held before. Kept rows were changed or used since.",
                WhenEmpty = "There were no rows to undo.",
            },
            new TableSection(
                "Schema",
                [new("Kind"), new("Table"), new("Name"), ReportColumn.Check("Removed"), new("Reason")],
                result.Components.OrderBy(c => c.Removed).Select(c => (object?[])[c.Kind, c.Table, c.Name, c.Removed, c.Reason]))
            {
                WhenEmpty = "The migration had made no tables or columns.",
            },
        ],
    };

    private static IEnumerable<VerdictReason> Reasons(UndoResult result)
    {
        long kept = result.Objects.Sum(o => o.Kept);
        yield return kept == 0
            ? new(VerdictOutcome.Passed, "No row of the migration is left.")
            : new(VerdictOutcome.Attention, Text($"{kept:N0} rows were left as they are, because people changed them or attached something to them."));
        int stayed = result.Components.Count(c => !c.Removed);
        yield return stayed == 0
            ? new(VerdictOutcome.Passed, "No table or column of the migration is left.")
            : new(VerdictOutcome.Attention, Text($"{stayed:N0} tables, columns or keys are still there; the reasons are below."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
