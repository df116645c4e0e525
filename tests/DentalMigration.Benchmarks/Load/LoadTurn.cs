using DentalMigration.Benchmarks.Stages;

namespace DentalMigration.Benchmarks.Load;

/// <summary>One turn of one contestant.</summary>
/// <param name="Outcome">What it says of itself.</param>
/// <param name="Server">Seconds of processor time that its server used for it.</param>
/// <param name="Digest">Of the content that it left.</param>
internal sealed record LoadTurn(Outcome Outcome, double Server, string Digest)
{
    public long Rows => Outcome.Rows;

    public RequestTimes Times => Outcome.Times!;

    public double RowsPerSecond => Rows / Outcome.Seconds;

    /// <summary>Microseconds of the client's processor time for a row.</summary>
    public double Client => Outcome.Processor / Rows * 1e6;

    /// <summary>The same of the second half of the writes, when all code is compiled; without what comes before and after.</summary>
    public double Warm => Times.WarmProcessor / (Rows * Times.WarmPart) * 1e6;

    /// <summary>Microseconds of the server's processor time for a row.</summary>
    public double ServerPerRow => Server / Rows * 1e6;

    /// <summary>Bytes allocated for a row.</summary>
    public double Allocated => (double)Outcome.Allocated / Rows;
}

/// <summary>The turns of both contestants.</summary>
internal sealed record LoadTurns(List<LoadTurn> Ours, List<LoadTurn> Floor)
{
    /// <summary>Ours over the floor's of the same round.</summary>
    public IEnumerable<double> Ratios => Ours.Zip(Floor, (ours, floor) => ours.RowsPerSecond / floor.RowsPerSecond);

    /// <summary>The same without the checks that a load begins with, whatever its size.</summary>
    public IEnumerable<double> RatiosFromFirstWrite => Ours.Zip(Floor, (ours, floor) => ours.Rows / (ours.Times.Seconds - ours.Times.Before) / floor.RowsPerSecond);
}
