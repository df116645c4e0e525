using DentalMigration.Profiling;
using DentalMigration.Reports.Documents;

namespace DentalMigration.Reports;

/// <summary>What was measured on a source, before anything is mapped. Says so where it shows values.</summary>
public static class ProfileReport
{
    private static readonly FindingSeverity[] Severities = [FindingSeverity.Error, FindingSeverity.Warning, FindingSeverity.Information];

    /// <summary>Makes the report.</summary>
    /// <param name="profile">The measurement.</param>
    /// <param name="generatedAt">The time to print.</param>
    /// <param name="facts">More to tell on top.</param>
    public static ReportDocument Build(SourceProfile profile, DateTimeOffset generatedAt, IReadOnlyList<ReportFact>? facts = null)
    {
        ObjectProfile[] present = [.. profile.Objects.Where(o => o.IsPresent)];
        return new ReportDocument
        {
            Title = $"Profile of {profile.Source}",
            Subtitle = $"What an export of {profile.System} holds, and what to mend before it is mapped.",
            GeneratedAt = generatedAt,
            ContainsValues = present.SelectMany(o => o.Fields).Any(ShowsValues),
            Facts =
            [
                .. facts ?? [],
                new("Records", present.Sum(o => o.Rows)),
                new("Objects", present.Length),
                new("Unusable lines", present.Sum(o => o.Unusable)),
                new("Duplicate keys", present.Sum(o => o.DuplicateKeys)),
                new("Duplicate persons", present.Sum(o => o.DuplicatePersons ?? 0)),
                new("Unreadable values", present.SelectMany(o => o.Fields).Sum(f => f.Malformed)),
                new("Orphan references", present.SelectMany(o => o.References).Sum(r => r.Orphans)),
                new("Findings", profile.Findings.Count),
            ],
            Sections =
            [
                new VerdictSection("Verdict", Reasons(profile)),
                FindingChart(profile),
                ProfileTables.Findings(profile),
                ProfileTables.Totals(profile),
                RecordChart(present),
                ProfileTables.Objects(profile),
                ProfileTables.Faults(present),
                ProfileTables.References(present),
                .. present.Where(o => o.Fields.Count > 0).Select(FieldChart),
                ProfileTables.Fields(present),
                ProfileTables.Files(profile),
            ],
        };
    }

    private static bool ShowsValues(FieldProfile field) => field.Values.Count > 0 || field.Earliest is not null || field.Smallest is not null;

    private static BarChartSection RecordChart(ObjectProfile[] present) => new(
        "Records by object",
        [new("usable", SeriesTone.Primary), new("unusable", SeriesTone.Danger)],
        present.Select(o => new ChartBar(o.Label, [o.Rows - o.Unusable, o.Unusable])))
    {
        Caption = "A line is unusable where it cannot be read as a record at all.",
        Unit = "records",
    };

    private static BarChartSection FindingChart(SourceProfile profile) => new(
        "Findings by object",
        [new("to be mended", SeriesTone.Danger), new("to be looked at", SeriesTone.Warning), new("to be known", SeriesTone.Neutral)],
        profile.Findings
            .GroupBy(f => f.Object.Length == 0 ? "the export" : f.Object)
            .Select(g => new ChartBar(g.Key, [.. Severities.Select(s => (long)g.Count(f => f.Severity == s))])))
    {
        Caption = "One finding stands for all records with the same trouble in the same field.",
        Unit = "in all",
    };

    private static BarChartSection FieldChart(ObjectProfile one) => new(
        $"{one.Label}: how full the fields are",
        [new("readable", SeriesTone.Primary), new("empty", SeriesTone.Muted), new("unreadable", SeriesTone.Danger)],
        one.Fields.Select(f => new ChartBar(f.Field, [f.Count, f.Empty, f.Malformed])))
    {
        Unit = "records",
        ShowsShares = true,
    };

    private static IEnumerable<VerdictReason> Reasons(SourceProfile profile)
    {
        ObjectProfile[] missing = [.. profile.Objects.Where(o => !o.IsPresent)];
        if (missing.Length > 0)
        {
            yield return new(VerdictOutcome.Attention, $"The export holds nothing of: {string.Join(", ", missing.Select(o => o.Label))}.");
        }

        ObjectProfile[] present = [.. profile.Objects.Where(o => o.IsPresent)];
        yield return Check(present.Sum(o => o.Unusable), "Every line can be read as a record.", "line cannot be read as a record.", "lines cannot be read as a record.");
        yield return Check(present.Sum(o => o.DuplicateKeys), "No key occurs twice.", "record has a key that an earlier record has.", "records have a key that an earlier record has.");
        yield return Check(
            present.Sum(o => o.DuplicatePersons ?? 0), "No person occurs twice.", "record looks like a person that an earlier record names.", "records look like a person that an earlier record names.");
        yield return Check(present.SelectMany(o => o.Fields).Sum(f => f.Malformed), "Every value can be read.", "value cannot be read.", "values cannot be read.");
        yield return Check(
            present.SelectMany(o => o.References).Sum(r => r.Orphans), "Every reference holds.", "record refers to something the export does not hold.", "records refer to something the export does not hold.");
        if (profile.Totals.Count > 0)
        {
            int differing = profile.Totals.Count(t => !t.Agrees);
            yield return differing == 0
                ? new(VerdictOutcome.Passed, "All figures of the vendor's reports agree.")
                : new(VerdictOutcome.Failed, $"{Wording.Count(differing, "figure", "figures")} of the vendor's reports {(differing == 1 ? "does" : "do")} not agree with the export.");
        }

        if (present.SelectMany(o => o.Findings).FirstOrDefault(f => f.Code == "BalanceDiffers") is { } balances)
        {
            yield return new(VerdictOutcome.Failed, $"{Wording.Count(balances.Count, "patient shows", "patients show")} another balance than the sum of their ledger.");
        }

        yield return Check(
            present.SelectMany(o => o.Fields).Sum(f => f.DamagedLetters), "No letters are damaged.", "value shows letters damaged by an earlier conversion.", "values show letters damaged by an earlier conversion.");
    }

    private static VerdictReason Check(long count, string good, string one, string many) => count == 0
        ? new(VerdictOutcome.Passed, good)
        : new(VerdictOutcome.Attention, Wording.Count(count, one, many));
}
