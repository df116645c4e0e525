using DentalMigration.Benchmarks.Load;
using DentalMigration.Benchmarks.Stages;

namespace DentalMigration.Benchmarks.Delta;

/// <summary>One turn: a load, and the delta of the later export after it.</summary>
/// <param name="Load">The load of the export.</param>
/// <param name="Reading">Reading the later export, and nothing else.</param>
/// <param name="Delta">Its delta.</param>
internal sealed record DeltaTurn(StageTurn Load, StageTurn Reading, StageTurn Delta)
{
    /// <summary>Time of the delta beyond reading, over that of the load.</summary>
    public double Part => (Delta.Seconds - Reading.Seconds) / Load.Seconds;

    /// <summary>The same of the client's processor time.</summary>
    public double ClientPart => (Delta.Client - Reading.Client) / Load.Client;

    /// <summary>Microseconds of the client's processor time for an unchanged row; the changed ones are in it.</summary>
    public double ClientPerUnchanged => Delta.Client / Delta.Counts.Unchanged * 1e6;

    /// <summary>Microseconds for reading a record.</summary>
    public double ClientPerRead => Reading.Client / Reading.Rows * 1e6;

    public static async Task<DeltaTurn> RunAsync(Stand stand, ChangedExport export, ServiceTime time)
    {
        await using ServeProcess server = await ServeProcess.StartAsync(stand.Organisation);
        await time.ApplyAsync(server.Url);
        string ledger = stand.NewLedger();
        StageTurn load = await StageTurn.RunAsync(stand, server, "load", export.Before, ledger);
        load.Counts.DemandWhole();
        StageTurn reading = await StageTurn.RunAsync(stand, server, "read", export.After, ledger);
        StageTurn delta = await StageTurn.RunAsync(stand, server, "sync", export.After, ledger);
        delta.Counts.DemandWhole();
        RunCounts counts = delta.Counts;
        long known = load.Counts.Created + load.Counts.Updated + load.Counts.Unchanged; // users of providers were there before
        return counts.Updated == export.Changed && counts.Created == 0 && counts.Unchanged == known - export.Changed
            ? new DeltaTurn(load, reading, delta)
            : throw new InvalidOperationException(
                $"{export.Changed} of {known} records were changed; the delta updated {counts.Updated} rows, created {counts.Created}, and found {counts.Unchanged} unchanged.");
    }
}
