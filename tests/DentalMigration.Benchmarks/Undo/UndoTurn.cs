using DentalMigration.Benchmarks.Load;
using DentalMigration.Benchmarks.Stages;

namespace DentalMigration.Benchmarks.Undo;

/// <summary>One turn: a load into an organisation without schema, and its undo.</summary>
internal sealed record UndoTurn(StageTurn Load, StageTurn Undo)
{
    /// <summary>Rows/s of the undo over those of the load.</summary>
    public double Ratio => Undo.RowsPerSecond / Load.RowsPerSecond;

    /// <summary>The same of its first part, in which rows go and are looked for.</summary>
    public double RatioOfRows => Load.Seconds / SecondsOfRows;

    /// <summary>Seconds until the first write that is no <c>$batch</c>: rows go in those, the schema one by one.</summary>
    public double SecondsOfRows => Undo.Run.Outcome.Times!.Before;

    public static async Task<UndoTurn> RunAsync(Stand stand, string export, ServiceTime time)
    {
        await using ServeProcess server = await ServeProcess.StartAsync(stand.Organisation);
        string before = await server.DigestAsync();
        await time.ApplyAsync(server.Url);
        string ledger = stand.NewLedger();
        StageTurn load = await StageTurn.RunAsync(stand, server, "load", export, ledger);
        load.Counts.DemandWhole();
        StageTurn undo = await StageTurn.RunAsync(stand, server, "undo", export, ledger);
        return undo.Rows != load.Rows ? throw new InvalidOperationException($"The load made {load.Rows} rows, and the undo took {undo.Rows}.")
            : await server.DigestAsync() != before ? throw new InvalidOperationException("The undo left the organisation other than the load found it.")
            : new UndoTurn(load, undo);
    }
}
