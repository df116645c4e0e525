using System.Globalization;
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
            SchemaPlanItem item => Schema(item, items, now),
            AuditRecord => AuditReport.Build([.. items.Select(i => i.BaseObject).OfType<AuditRecord>().Select(Line)], now),
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

    private static ReportDocument Schema(SchemaPlanItem first, IReadOnlyList<PSObject> items, DateTimeOffset now) => SchemaReport.Build(
        [.. items.Select(i => i.BaseObject).OfType<SchemaPlanItem>().Select(i => i.Item)],
        now,
        [
            new("System", first.Plan.Map.System), new("Target", first.Target),
            new("Map", first.Plan.Map.IsApproved ? $"approved by {first.Plan.Map.Approval!.Approver}" : "not approved"),
        ]);

    private static AuditReportLine Line(AuditRecord r) => new(r.Sequence, r.At, r.Who, r.Run, r.Action, r.Table, r.Outcome, r.Count, r.Note);

    private static ReportDocument Table(IReadOnlyList<PSObject> items, DateTimeOffset now) => RecordTableReport.Build(
        items.Count == 0 ? "Nothing to report" : "Records",
        [.. items.Select(i => i.Properties.Where(p => p.IsGettable).ToDictionary(p => p.Name, p => Plain(p.Value)))],
        now,
        containsValues: items.Any(i => i.BaseObject is PSCustomObject || i.TypeNames.Contains("DentalMigration.SourceRecord"))); // a selection of properties may hold any

    /// <summary>Numbers, dates, flags and lists of them as what they are; what has a shape of its own by its name.</summary>
    private static object? Plain(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => null,
        string or ValueType => value is PSObject inner ? inner.BaseObject : value,
        Array list => string.Join("; ", list.Cast<object?>().Select(one => Convert.ToString(Plain(one), CultureInfo.InvariantCulture))),
        { } other => other.ToString(),
    };
}
