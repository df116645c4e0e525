using System.Globalization;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;

namespace DentalMigration.Capacity;

/// <summary>Holds what a migration needs against what an organisation and its licences have. Reads only.</summary>
public static class CapacityEstimator
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>The figures.</summary>
    /// <param name="map">The map; null leaves out what it needs.</param>
    /// <param name="volume">How much moves; null leaves out what depends on it.</param>
    /// <param name="client">The organisation.</param>
    /// <param name="assumptions">What is taken for granted.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async IAsyncEnumerable<CapacityLine> EstimateAsync(
        MigrationMap? map,
        MigrationVolume? volume,
        DataverseClient client,
        CapacityAssumptions assumptions,
        [global::System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (CapacityLine line in Tables(await TableCount.OfAsync(map, client, cancellationToken), assumptions))
        {
            yield return line;
        }

        if (volume is null)
        {
            yield break;
        }

        bool audits = await AuditsAsync(client, cancellationToken);
        foreach (CapacityLine line in Requests(volume, assumptions).Concat(Storage(volume, assumptions, audits)).Concat(Durations(volume, assumptions)))
        {
            yield return line;
        }
    }

    private static IEnumerable<CapacityLine> Tables(TableCount tables, CapacityAssumptions assumptions)
    {
        int? limit = LicenseTiers.CustomTables(assumptions.License);
        yield return new("Tables", "Custom tables there", tables.Existing, "tables", null, false, "Without those of Microsoft's own solutions; tables of many-to-many relationships count.");
        yield return new("Tables", "Custom tables to be made", tables.Missing, "tables", null, false, "As the map says.");
        yield return new("Tables", "Custom tables in all", tables.Total, "tables", limit, tables.Total > limit, limit is null
            ? $"{LicenseTiers.Label(assumptions.License)} sets no limit."
            : $"{LicenseTiers.Label(assumptions.License)} allows {limit} per application by contract; Dataverse does not stop there.");
    }

    private static IEnumerable<CapacityLine> Requests(MigrationVolume volume, CapacityAssumptions assumptions)
    {
        long pool = LicenseTiers.ApplicationPool(assumptions.License, assumptions.Licenses);
        yield return new("Requests", "Rows", volume.Rows, "requests", null, false, "Each row counts once, also within a bulk request.");
        yield return new("Requests", "Second steps, at most", volume.Steps, "requests", null, false, "Every row whose state or link may need one is counted.");
        yield return new("Requests", "Files", volume.Requests - volume.Rows - volume.Steps, "requests", null, false, "Begin, blocks of 4 MB and end of each file; one read of 5,000 rows to check them.");
        yield return new("Requests", "In all, of a day's entitlement", volume.Requests, "requests", pool, volume.Requests > pool, Text(
            $"Application users of the tenant share {pool:N0} a day with {assumptions.Licenses:N0} licences. It is reported, not stopped."));
        yield return new("Requests", "Days as application users", Days(volume.Requests, pool), "days", null, false, "The entitlement above.");
        yield return new("Requests", "Days as one licensed user", Days(volume.Requests, LicenseTiers.RequestsOfUser), "days", null, false, Text($"{LicenseTiers.RequestsOfUser:N0} requests a day."));
    }

    private static IEnumerable<CapacityLine> Storage(MigrationVolume volume, CapacityAssumptions assumptions, bool audits)
    {
        yield return new("Storage", "Database", Round(volume.Rows * (double)assumptions.BytesPerRow / Megabyte), "MB", null, false, Text(
            $"{assumptions.BytesPerRow:N0} bytes a row with indexes. Compare with the capacity page of the admin center."));
        yield return new("Storage", "File", Round(volume.FileBytes / Megabyte), "MB", null, false, "The files as they are; Dataverse keeps them in file storage, those of notes too.");
        yield return new("Storage", "Log", audits ? Round((volume.Rows + volume.Steps) * (double)assumptions.LogBytesPerRow / Megabyte) : 0, "MB", null, false, audits
            ? Text($"{assumptions.LogBytesPerRow:N0} bytes a write, as auditing is on. Turn it off for the load to save this.")
            : "Auditing is off in the organisation.");
    }

    private static IEnumerable<CapacityLine> Durations(MigrationVolume volume, CapacityAssumptions assumptions)
    {
        foreach (int users in new[] { 1, assumptions.ApplicationUsers }.Distinct())
        {
            (double rate, string limit) = ServiceProtection.Rate(assumptions, users);
            yield return new(
                "Duration",
                users == 1 ? "With one application user" : Text($"With {users} application users"),
                Round((volume.Rows + volume.Steps + volume.Files) / rate / 60),
                "minutes",
                null,
                false,
                Text($"{rate:N0} rows/s: {limit} holds it, at {assumptions.MillisecondsPerRow:N0} ms of work a row, {assumptions.BatchSize} rows a request and one web server. Limits hold for each user; files count by number, not size."));
        }
    }

    private static async Task<bool> AuditsAsync(DataverseClient client, CancellationToken cancellationToken)
    {
        await foreach (JsonElement row in client.QueryAsync("organizations?$select=isauditenabled", null, cancellationToken))
        {
            return row.TryGetProperty("isauditenabled", out JsonElement audits) && audits.ValueKind == JsonValueKind.True;
        }

        return false;
    }

    private static double Days(long requests, long aDay) => Math.Ceiling(requests / (double)aDay);

    private static double Round(double value) => Math.Round(value, value < 10 ? 2 : 0);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
