using System.Globalization;
using System.Runtime.CompilerServices;
using DentalMigration.Ledger;
using DentalMigration.Loading;

namespace DentalMigration.Commands;

/// <summary>What the cmdlets that load say about a run: the conservation lines, and a milestone on the information stream.</summary>
internal static class RunOutput
{
    private static readonly ConditionalWeakTable<ObjectCounts, RunContext> Contexts = [];

    /// <summary>The run a conservation line came from, for a report; null for a line that came from elsewhere.</summary>
    public static RunContext? ContextOf(ObjectCounts line) => Contexts.TryGetValue(line, out RunContext? context) ? context : null;

    public static void Write(PipelineRelay pipeline, PracticeMigration migration, RunResult result, bool passThru)
    {
        pipeline.Inform(string.Create(
            CultureInfo.InvariantCulture,
            $"Run {result.Run}: {result.RowsPerSecond:N0} rows/s, {result.Requests} requests, throttled {result.Throttled} times, {result.Findings} findings."));
        if (result.HasProblems)
        {
            long problems = result.Objects.Sum(o => o.Held + o.Rejected);
            pipeline.Warn(string.Create(
                CultureInfo.InvariantCulture, $"{problems} rows were held or rejected. See them with Get-MigrationHold."));
        }

        if (result.IsPaused)
        {
            pipeline.Warn(string.Create(
                CultureInfo.InvariantCulture, $"Run {result.Run} was paused by its time budget: not everything is loaded. Resume-Migration goes on, in this job or a later one."));
        }

        if (passThru)
        {
            pipeline.Write(migration);
            return;
        }

        var context = new RunContext(result, migration);
        foreach (ObjectCounts line in result.Objects)
        {
            Contexts.Add(line, context);
            pipeline.Write(line);
        }
    }
}

/// <summary>The run a conservation line came from.</summary>
internal sealed record RunContext(RunResult Result, PracticeMigration Migration);
