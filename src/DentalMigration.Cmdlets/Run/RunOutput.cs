using System.Globalization;
using DentalMigration.Ledger;
using DentalMigration.Loading;

namespace DentalMigration.Commands;

/// <summary>What the cmdlets that load say about a run: the conservation lines, and a milestone on the information stream.</summary>
internal static class RunOutput
{
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

        if (passThru)
        {
            pipeline.Write(migration);
            return;
        }

        foreach (ObjectCounts line in result.Objects)
        {
            pipeline.Write(line);
        }
    }
}
