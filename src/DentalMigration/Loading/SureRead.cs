using DentalMigration.Dataverse;

namespace DentalMigration.Loading;

/// <summary>Reads that are repeated until each has an answer that stays: the row, or the reason why there is none.</summary>
internal static class SureRead
{
    /// <summary>Sends reads in one <c>$batch</c>, as often as it takes.</summary>
    /// <param name="pool">Who sends.</param>
    /// <param name="patience">How long to try.</param>
    /// <param name="reads">At most 1,000.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>As many answers as there are reads, in their order; none is one that passes.</returns>
    /// <exception cref="MigrationException"><c>TargetUnavailable</c>.</exception>
    public static async Task<IReadOnlyList<BatchResult>> BatchAsync(
        ClientPool pool, Patience patience, IReadOnlyList<BatchOperation> reads, CancellationToken cancellationToken)
    {
        IReadOnlyList<BatchResult> results = [];
        await patience.RepeatAsync(
            async () =>
            {
                results = await pool.BatchAsync(reads, null, cancellationToken);
                if (results.Count < reads.Count || results.Any(r => r.IsTransient))
                {
                    throw PassingFailure.Of(results);
                }
            },
            cancellationToken);
        return results;
    }
}
