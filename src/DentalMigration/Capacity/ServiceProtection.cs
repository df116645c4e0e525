namespace DentalMigration.Capacity;

/// <summary>
/// How fast the service protection limits let rows in, per application user and web server
/// (learn.microsoft.com/power-apps/developer/data-platform/api-limits).
/// </summary>
internal static class ServiceProtection
{
    private const double Requests = 6000;
    private const double ExecutionSeconds = 1200;
    private const double Window = 300;
    private const double Concurrent = 52;

    /// <summary>Rows a second, and which limit holds them there.</summary>
    public static (double RowsPerSecond, string Limit) Rate(CapacityAssumptions assumptions, int users)
    {
        double seconds = assumptions.MillisecondsPerRow / 1000;
        (double Rate, string Name)[] rates =
        [
            (Requests / Window * assumptions.BatchSize, "6,000 requests in 5 minutes"),
            (ExecutionSeconds / Window / seconds, "20 minutes of work in 5 minutes"),
            (Concurrent / seconds, "52 requests at once"),
        ];
        (double rate, string name) = rates.MinBy(r => r.Rate);
        return (rate * users, name);
    }
}
