using System.Text.Json;
using DentalMigration.Capacity;
using DentalMigration.Hosting.Preflight;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Loading.Owners;
using DentalMigration.Owners;
using DentalMigration.Undo;
using DentalMigration.Verification;
using DentalMigration.Verification.Repair;

namespace DentalMigration.Cli.Output;

/// <summary>The machine-readable last line of <c>--json</c>.</summary>
internal static class JsonLine
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Of a load.</summary>
    public static string Of(RunResult result, int exit) => JsonSerializer.Serialize(
        new
        {
            complete = result.IsComplete,
            paused = result.IsPaused,
            objects = result.Objects.Select(Line),
            findings = result.Findings,
            seconds = Math.Round(result.Elapsed.TotalSeconds, 3),
            rowsPerSecond = Math.Round(result.RowsPerSecond, 1),
            requests = result.Requests,
            throttled = result.Throttled,
            exit,
        },
        Json);

    /// <summary>Of an undo.</summary>
    public static string Of(UndoResult result, int exit) => JsonSerializer.Serialize(
        new
        {
            complete = result.IsComplete,
            paused = result.IsPaused,
            objects = result.Objects.Select(o => new { @object = o.Object, table = o.Table, deleted = o.Deleted, restored = o.Restored, kept = o.Kept, reasons = o.Reasons }),
            components = result.Components.Select(c => new { kind = c.Kind, table = c.Table, name = c.Name, removed = c.Removed }),
            verification = result.Verification,
            run = result.Run,
            seconds = Math.Round(result.Elapsed.TotalSeconds, 3),
            requests = result.Requests,
            throttled = result.Throttled,
            exit,
        },
        Json);

    /// <summary>Of what an undo would do.</summary>
    public static string OfPlan(IReadOnlyList<UndoneObject> plan, int exit) => JsonSerializer.Serialize(
        new { whatIf = true, objects = plan.Select(o => new { @object = o.Object, table = o.Table, delete = o.Deleted, restore = o.Restored }), exit }, Json);

    /// <summary>Of a look at an audit log.</summary>
    public static string Of(long entries, AuditBreak? broken, int exit) => JsonSerializer.Serialize(
        new { entries, whole = broken is null, broken = broken?.Sequence, fault = broken?.Fault.ToString(), reason = broken?.Reason, exit }, Json);

    /// <summary>Of the owners, and what became of rows that waited.</summary>
    public static string Of(OwnerMap owners, IReadOnlyList<OwnerMove> moves, int exit) => JsonSerializer.Serialize(
        new
        {
            providers = owners.Entries.Select(e => new
            {
                provider = e.Provider, status = e.Status.ToString(), match = e.Match.ToString(), owner = e.OwnerName, suggestion = e.Suggestion, departed = e.IsDeparted,
            }),
            moves = moves.Select(m => new { @object = m.Object, staged = m.Staged, moved = m.Moved, waiting = m.Waiting, givenBack = m.GivenBack }),
            exit,
        },
        Json);

    /// <summary>Of a look at an organisation.</summary>
    public static string Of(IReadOnlyList<TargetFinding> findings, int exit) => JsonSerializer.Serialize(
        new { findings = findings.Select(f => new { code = f.Code, severity = f.Severity.ToString(), place = f.Place, message = f.Message }), exit }, Json);

    /// <summary>Of a capacity estimate.</summary>
    public static string Of(IReadOnlyList<CapacityLine> lines, int exit) => JsonSerializer.Serialize(new { lines, exit }, Json);

    /// <summary>Of a reconciliation.</summary>
    public static string Of(IReadOnlyList<ReconciliationLine> lines, int exit) => JsonSerializer.Serialize(
        new
        {
            lines = lines.Select(l => new
            {
                @object = l.Object, practice = l.Practice, measure = l.Measure, column = l.Column, source = l.Source, target = l.Target,
                blank = l.Blank, lost = l.Lost, appeared = l.Appeared, sourceChecksum = l.SourceChecksum, targetChecksum = l.TargetChecksum,
                verdict = l.Verdict.ToString(), reason = l.Reason,
            }),
            differing = lines.Count(l => l.Verdict != Verdict.Same),
            exit,
        },
        Json);

    /// <summary>Of a repair.</summary>
    public static string Of(RepairResult result, IReadOnlyList<RepairAction> rows, int exit) => JsonSerializer.Serialize(
        new
        {
            run = result.Run,
            objects = result.Objects.Select(Line),
            rows = rows.Select(r => new
            {
                @object = r.Object, key = r.Key, table = r.Table, id = r.Id, action = r.Action, columns = r.Columns, outcome = r.Outcome.ToString(),
                cause = r.Cause.ToString(), reason = r.Reason,
            }),
            extra = result.Extra,
            exit,
        },
        Json);

    /// <summary>Of a command that could not run, so that a script always finds an object on the last line.</summary>
    public static string Failed(string code, int exit) => JsonSerializer.Serialize(new { objects = Array.Empty<object>(), error = code, exit }, Json);

    private static object Line(ObjectCounts o) => new
    {
        @object = o.Object,
        read = o.Read,
        created = o.Created,
        updated = o.Updated,
        unchanged = o.Unchanged,
        merged = o.Merged,
        held = o.Held,
        rejected = o.Rejected,
        filtered = o.Filtered,
    };
}
