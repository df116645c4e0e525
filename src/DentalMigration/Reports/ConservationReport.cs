using System.Globalization;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Reports.Documents;

namespace DentalMigration.Reports;

/// <summary>What a run did with every record it read. Holds no value of a record.</summary>
public static class ConservationReport
{
    private static readonly (ChartSeries Series, Func<ObjectCounts, long> Count)[] Fates =
    [
        (new("created", SeriesTone.Primary), o => o.Created),
        (new("updated", SeriesTone.Secondary), o => o.Updated),
        (new("unchanged", SeriesTone.Neutral), o => o.Unchanged),
        (new("merged", SeriesTone.Accent), o => o.Merged),
        (new("held", SeriesTone.Warning), o => o.Held),
        (new("rejected", SeriesTone.Danger), o => o.Rejected),
        (new("filtered", SeriesTone.Muted), o => o.Filtered),
    ];

    /// <summary>Makes the report.</summary>
    /// <param name="result">The run.</param>
    /// <param name="problems">Its held and rejected rows and findings, streamed from the ledger.</param>
    /// <param name="generatedAt">The time to print.</param>
    /// <param name="facts">More to tell on top: source, target, ledger, approver.</param>
    public static ReportDocument Build(
        RunResult result, IEnumerable<LedgerProblem> problems, DateTimeOffset generatedAt, IReadOnlyList<ReportFact>? facts = null)
    {
        var tally = new ProblemTally(problems);
        return new ReportDocument
        {
            Title = string.Create(CultureInfo.InvariantCulture, $"Migration run {result.Run}"),
            Subtitle = "What became of every record that was read.",
            GeneratedAt = generatedAt,
            Facts =
            [
                .. facts ?? [],
                new("Records read", result.Objects.Sum(o => o.Read)),
                new("Rows created", result.Objects.Sum(o => o.Created)),
                new("Rows updated", result.Objects.Sum(o => o.Updated)),
                new("Held", result.Objects.Sum(o => o.Held)),
                new("Rejected", result.Objects.Sum(o => o.Rejected)),
                new("Findings", result.Findings),
                new("Duration", result.Elapsed),
                new("Rows per second", Math.Round(result.RowsPerSecond)),
                new("Requests", result.Requests),
                new("Throttled", result.Throttled),
            ],
            Sections =
            [
                new VerdictSection("Verdict", Reasons(result)),
                new BarChartSection("Records by object", [.. Fates.Select(fate => fate.Series)], result.Objects.Select(Bar))
                {
                    Caption = "Each bar is all records read of an object, by what became of them.",
                    Unit = "read",
                    ShowsShares = true,
                },
                Conservation(result),
                tally.ByCode(),
                tally.List(),
            ],
        };
    }

    private static ChartBar Bar(ObjectCounts counts) => new(counts.Object, [.. Fates.Select(fate => fate.Count(counts))]);

    private static TableSection Conservation(RunResult result) => new(
        "Conservation",
        [
            new("Object"), ReportColumn.Number("Read"), ReportColumn.Number("Created"), ReportColumn.Number("Updated"),
            ReportColumn.Number("Unchanged"), ReportColumn.Number("Merged"), ReportColumn.Trouble("Held"), ReportColumn.Trouble("Rejected"),
            ReportColumn.Number("Filtered"), ReportColumn.Check("Conserved"),
        ],
        result.Objects.Select(o => (object?[])[o.Object, o.Read, .. Fates.Select(fate => (object?)fate.Count(o)), o.IsConserved]))
    {
        Caption = "Read = created + updated + unchanged + merged + held + rejected + filtered, for every object.",
        WhenEmpty = "The run had no objects.",
        Totals =
        [
            "All", result.Objects.Sum(o => o.Read), .. Fates.Select(fate => (object?)result.Objects.Sum(fate.Count)), result.IsConserved,
        ],
    };

    private static IEnumerable<VerdictReason> Reasons(RunResult result)
    {
        if (result.Objects.Count == 0)
        {
            yield return new(VerdictOutcome.Attention, "The run read nothing.");
        }

        foreach (ObjectCounts o in result.Objects.Where(o => !o.IsConserved))
        {
            long told = Fates.Sum(fate => fate.Count(o));
            yield return new(VerdictOutcome.Failed, Text($"{o.Object}: {o.Read:N0} records were read, but {told:N0} are accounted for."));
        }

        if (result.IsConserved)
        {
            yield return new(VerdictOutcome.Passed, Text($"All {result.Objects.Sum(o => o.Read):N0} records read are accounted for."));
        }

        long held = result.Objects.Sum(o => o.Held);
        long rejected = result.Objects.Sum(o => o.Rejected);
        yield return held + rejected == 0
            ? new(VerdictOutcome.Passed, "No row was held or rejected.")
            : new(VerdictOutcome.Attention, $"{Wording.Count(held, "row is", "rows are")} held until their cause is gone, and {Wording.Count(rejected, "record is", "records are")} rejected as they are.");
        if (result.Findings > 0)
        {
            yield return new(VerdictOutcome.Attention, $"{Wording.Count(result.Findings, "finding", "findings")} about rows that were written.");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
