using DentalMigration.Owners;
using DentalMigration.Reports.Documents;

namespace DentalMigration.Reports;

/// <summary>Who owns the rows of which provider, and what is to be done before a migration. Holds names and addresses of staff, none of patients.</summary>
public static class OwnerReport
{
    /// <summary>Makes the report.</summary>
    /// <param name="owners">The resolved owners.</param>
    /// <param name="generatedAt">The time to print.</param>
    /// <param name="facts">More to tell on top.</param>
    public static ReportDocument Build(OwnerMap owners, DateTimeOffset generatedAt, IReadOnlyList<ReportFact>? facts = null)
    {
        List<OwnerEntry> matched = [.. owners.Entries.Where(e => e.Owner is not null)];
        List<OwnerEntry> departed = [.. owners.Entries.Where(e => e.Owner is null && e.IsDeparted)];
        List<OwnerEntry> unmatched = [.. owners.Entries.Where(e => e.Owner is null && !e.IsDeparted)];
        return new ReportDocument
        {
            Title = "Owners of a migration",
            Subtitle = "Which user or team will own the rows of which provider.",
            GeneratedAt = generatedAt,
            ContainsValues = true,
            Facts =
            [
                .. facts ?? [],
                new("Providers", owners.Entries.Count),
                new("Matched", matched.Count),
                new("Unmatched", unmatched.Count),
                new("Departed", departed.Count),
                new("Fallback owner", owners.FallbackName),
            ],
            Sections =
            [
                new VerdictSection("Verdict", Reasons(owners, unmatched)),
                new TableSection(
                    "Matched",
                    [new("Provider"), new("Owner"), new("Found by"), new("Status"), new("Reason")],
                    matched.Select(e => (object?[])[e.Provider, e.OwnerName, e.Match, e.Status, Why(owners, e)]))
                {
                    Caption = "Rows of these providers go to these owners.",
                    WhenEmpty = "No provider has an owner.",
                },
                new TableSection(
                    "Unmatched",
                    [new("Provider"), new("Status"), new("Suggestion"), new("Reason")],
                    unmatched.Select(e => (object?[])[e.Provider, e.Status, e.Suggestion, Why(owners, e)]))
                {
                    Caption = "The fallback owner has the rows of these providers until their user is there. A suggestion is a user of the same name: nothing follows from it until a person names it in the owner map.",
                    WhenEmpty = "Every provider who works here has an owner.",
                },
                new TableSection(
                    "Departed",
                    [new("Provider"), new("Status"), new("Suggestion"), new("Reason")],
                    departed.Select(e => (object?[])[e.Provider, e.Status, e.Suggestion, Why(owners, e)]))
                {
                    Caption = "These providers have left, or their user is disabled. The fallback owner keeps their rows.",
                    WhenEmpty = "No provider without an owner has left.",
                },
            ],
        };
    }

    private static string Why(OwnerMap owners, OwnerEntry entry) => owners.SharesName(entry)
        ? $"{entry.Reason} Another provider has the same name: rows that name the provider by name alone go to the fallback owner."
        : entry.Reason;

    private static IEnumerable<VerdictReason> Reasons(OwnerMap owners, List<OwnerEntry> unmatched)
    {
        int conflicts = owners.Entries.Count(e => e.Status == OwnerStatus.Conflicting);
        if (conflicts > 0)
        {
            yield return new(VerdictOutcome.Failed, $"{Wording.Count(conflicts, "provider stands", "providers stand")} in the export with different e-mail addresses. Correct the export or name their owners.");
        }

        yield return unmatched.Count == 0
            ? new(VerdictOutcome.Passed, "Every provider who works here has an owner.")
            : new(VerdictOutcome.Attention, $"{Wording.Count(unmatched.Count, "provider has", "providers have")} no owner: create their users, or name owners in the owner map.");
    }
}
