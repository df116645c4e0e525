using System.Text.Json;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Undo;

namespace DentalMigration.Cli.Output;

/// <summary>The machine-readable last line of <c>--json</c>.</summary>
internal static class JsonLine
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Of a load.</summary>
    public static string Of(RunResult result, int exit) => JsonSerializer.Serialize(
        new
        {
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
            objects = result.Objects.Select(o => new { @object = o.Object, table = o.Table, deleted = o.Deleted, restored = o.Restored, kept = o.Kept }),
            components = result.Components.Select(c => new { kind = c.Kind, table = c.Table, name = c.Name, removed = c.Removed }),
            seconds = Math.Round(result.Elapsed.TotalSeconds, 3),
            requests = result.Requests,
            throttled = result.Throttled,
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
