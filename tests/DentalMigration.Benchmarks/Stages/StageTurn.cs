namespace DentalMigration.Benchmarks.Stages;

/// <summary>One turn of a stage, with what its server needed for it.</summary>
/// <param name="Run">The stage.</param>
/// <param name="Server">Seconds of processor time that its server used.</param>
internal sealed record StageTurn(Metered Run, double Server)
{
    public long Rows => Run.Outcome.Rows;

    public double Seconds => Run.Outcome.Seconds;

    /// <summary>Seconds of the stage's own processor time.</summary>
    public double Client => Run.Outcome.Processor;

    /// <summary>What became of the records; asked only of stages that say it.</summary>
    public RunCounts Counts => Run.Outcome.Counts!;

    public double RowsPerSecond => Rows / Seconds;

    public static async Task<StageTurn> RunAsync(Stand stand, ServeProcess server, string stage, string export, string ledger)
    {
        TimeSpan before = default;
        Metered run = await stand.StageAsync(() => before = server.Processor, stage, export, server.Url, ledger);
        return new StageTurn(run, (server.Processor - before).TotalSeconds);
    }
}
