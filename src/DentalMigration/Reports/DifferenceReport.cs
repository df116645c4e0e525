using DentalMigration.Reports.Documents;
using DentalMigration.Verification;

namespace DentalMigration.Reports;

/// <summary>The field-level diff for its reviewer: source, mapped and target value side by side. Shows values, and says so.</summary>
public static class DifferenceReport
{
    private const int MostCompared = 500;

    /// <summary>Makes the report; the rows are streamed when it is written.</summary>
    /// <param name="rows">The compared columns.</param>
    /// <param name="generatedAt">The time to print.</param>
    /// <param name="facts">More to tell on top.</param>
    public static ReportDocument Build(IEnumerable<FieldDifference> rows, DateTimeOffset generatedAt, IReadOnlyList<ReportFact>? facts = null)
    {
        var tally = new DifferenceTally(rows);
        return new ReportDocument
        {
            Title = "Field-level comparison",
            Subtitle = "Every mapped column of every written row, read back from Dataverse.",
            GeneratedAt = generatedAt,
            ContainsValues = true,
            Facts = facts ?? [],
            Sections =
            [
                new VerdictSection("Verdict", tally.Reasons()),
                new BarChartSection("Values by object", DifferenceTally.Series, tally.ByObject())
                {
                    Caption = "Each bar is all values compared of an object.",
                    Unit = "values",
                    ShowsShares = true,
                },
                new BarChartSection("Columns with differences", DifferenceTally.Series, tally.ByColumn())
                {
                    Caption = "The columns that differ, most differences first; columns without any are left out.",
                    Unit = "values",
                    ShowsShares = true,
                },
                new TableSection("Differences", Columns(), tally.Differences())
                {
                    Caption = FormattableString.Invariant($"At most the first {DifferenceTally.MostKept:N0}; the CSV or JSON of this report holds all."),
                    IsSummary = true,
                    IsExtract = true,
                    WhenEmpty = "Every value in Dataverse is as mapped.",
                },
                new TableSection("Compared values", Columns(), tally.Counted())
                {
                    Caption = "Source is the export’s text, mapped is what was sent, target is what Dataverse holds.",
                    RowLimit = MostCompared,
                    WhenEmpty = "Nothing was compared.",
                },
            ],
        };
    }

    private static ReportColumn[] Columns() =>
    [
        new("Object"), new("Key"), new("Field") { IsForPrograms = true }, new("Column"),
        new("Verdict") { IsRemarkable = value => value is not (null or Verdict.Same) }, new("SourceValue") { Label = "Source" },
        new("MappedValue") { Label = "Mapped" }, new("TargetValue") { Label = "Target" }, new("Reason"), new("Cause") { IsForPrograms = true },
        new("ChangedBy") { Label = "Changed by" }, new("Practice"),
        new("Table") { IsForPrograms = true }, new("Id") { IsForPrograms = true },
    ];
}
