using System.Text.Json;

namespace DentalMigration.Hosting.Preflight.Checks;

/// <summary>Processes of one category that would run for loaded rows: a finding for each active one on a table of the map.</summary>
/// <param name="category">Its number in the table <c>workflow</c>; see <see cref="Processes"/>.</param>
/// <param name="code">The finding's code.</param>
internal abstract class ProcessCheck(int category, string code) : ITargetCheck
{
    public abstract string Subject { get; }

    public bool Applies(PreflightContext context) => context.Tables.Count > 0;

    public async Task<IReadOnlyList<TargetFinding>> RunAsync(PreflightContext context, CancellationToken cancellationToken) =>
    [
        .. (await Processes.OnTablesAsync(context, category)).Where(f => Matters(f.Process))
            .Select(f => new TargetFinding(code, TargetSeverity.Error, f.Table, Describe(f.Process, Processes.Text(f.Process, "name"), f.Table))),
    ];

    /// <summary>False for one that never runs for rows that come through the API.</summary>
    protected virtual bool Matters(JsonElement process) => true;

    /// <summary>What it does and what to do about it, in a sentence or two.</summary>
    protected abstract string Describe(JsonElement process, string name, string table);
}
