using DentalMigration.Benchmarks.Load;
using DentalMigration.Capacity;
using DentalMigration.Dataverse;

namespace DentalMigration.Benchmarks.Undo;

/// <summary>How long an undo would take a real service, by the estimate that the product itself gives.</summary>
internal static class UndoForecast
{
    /// <summary>Rows of the forecast.</summary>
    public const int Rows = 100_000;

    /// <summary>Minutes that the documented limits make the rows take one application user.</summary>
    /// <param name="client">An organisation; the estimate asks it for tables that are not wanted here.</param>
    /// <param name="assumptions">What a row takes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<double> MinutesAsync(DataverseClient client, CapacityAssumptions assumptions, CancellationToken cancellationToken) =>
        (await CapacityEstimator.EstimateAsync(null, new MigrationVolume(Rows, 0, 0, 0), client, assumptions, cancellationToken)
            .FirstAsync(l => l.Topic == "Duration", cancellationToken)).Value;

    /// <summary>What a row takes under a model, with its part of the request.</summary>
    public static CapacityAssumptions At(ServiceTime time)
    {
        var usual = new CapacityAssumptions();
        return usual with { MillisecondsPerRow = time.Row + ((double)time.Request / usual.BatchSize) };
    }
}
