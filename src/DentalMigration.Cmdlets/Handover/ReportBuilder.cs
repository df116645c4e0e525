using System.Management.Automation;
using DentalMigration.Ledger;
using DentalMigration.Reports;
using DentalMigration.Reports.Documents;
using DentalMigration.Verification;

namespace DentalMigration.Commands;

/// <summary>Chooses the report that fits what was piped in.</summary>
internal static class ReportBuilder
{
    public static ReportDocument Build(IReadOnlyList<PSObject> items)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return (items.Count == 0 ? null : items[0].BaseObject) switch
        {
            ObjectMeasurement measured => ProfileReport.Build(measured.Profile, now),
            ReconciliationLine => ReconciliationReport.Build([.. items.Select(i => i.BaseObject).OfType<ReconciliationLine>()], now),
            ProviderOwner => OwnerReport.Build(OwnerRows.ToMap([.. items.Select(i => i.BaseObject).OfType<ProviderOwner>()]), now),
            UndoLine { Result: { } undone } => UndoReport.Build(undone, now),
            ObjectCounts line when RunOutput.ContextOf(line) is { } run => Conservation(run, now),
            _ => Table(items, now),
        };
    }

    private static ReportDocument Conservation(RunContext run, DateTimeOffset now)
    {
        using MigrationLedger ledger = MigrationLedger.Open(run.Migration.Ledger, TimeProvider.System, mustExist: true);
        List<ReportFact> facts =
        [
            new("Source", run.Migration.Source), new("Target", run.Migration.Target), new("Map approved by", run.Migration.MapApprover),
        ];
        if (run.Migration.Approval is { } approval)
        {
            facts.Add(new ReportFact("Run approved by", approval));
        }

        return ConservationReport.Build(run.Result, [.. ledger.Problems.Of(run.Result.Run)], now, facts);
    }

    private static ReportDocument Table(IReadOnlyList<PSObject> items, DateTimeOffset now) => RecordTableReport.Build(
        items.Count == 0 ? "Nothing to report" : "Records",
        [.. items.Select(i => i.Properties.Where(p => p.IsGettable).ToDictionary(p => p.Name, p => (object?)p.Value?.ToString()))],
        now,
        containsValues: items.Any(i => i.TypeNames.Contains("DentalMigration.SourceRecord")));
}
