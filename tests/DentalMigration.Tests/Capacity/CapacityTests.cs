using DentalMigration.Capacity;
using DentalMigration.Hosting;
using DentalMigration.Mapping;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Capacity;

public sealed class CapacityTests : IDisposable
{
    private static readonly MigrationMap Map = DefaultMap.Create("dentes");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tables_there_and_needed_are_held_against_the_licence()
    {
        using Target target = await Target.OpenEmbeddedAsync(_folder.File("a.db"), null, CancellationToken.None);
        List<CapacityLine> lines = await CapacityEstimator.EstimateAsync(Map, null, target.Client, new CapacityAssumptions(), CancellationToken.None).ToListAsync();
        Assert.Equal([0, 6, 6], lines.Select(l => l.Value));
        Assert.Equal((15, false), (lines[2].Limit, lines[2].IsOver));
        CapacityLine unlimited = (await CapacityEstimator.EstimateAsync(
            Map, null, target.Client, new CapacityAssumptions { License = LicenseTier.SalesEnterprise }, CancellationToken.None).ToListAsync())[2];
        Assert.Null(unlimited.Limit);
    }

    [Fact]
    public void Every_row_step_and_file_is_a_request()
    {
        var counts = new Dictionary<string, long> { ["patient"] = 1000, ["appointment"] = 5000, ["note"] = 300, ["document"] = 10, ["large_document"] = 10 };
        MigrationVolume volume = MigrationVolume.Of(Map, counts, files: 10, fileBytes: 100L * 1024 * 1024);
        Assert.Equal(6310, volume.Rows); // a file is one row, whichever way it goes
        Assert.Equal(1000 + 1000 + 5000, volume.Steps); // a patient's state and guarantor, an appointment's state
        Assert.Equal(6310 + 7000 + (2 * 10) + 25 + 1, volume.Requests);
    }

    [Fact]
    public async Task An_export_is_counted_as_it_is_loaded()
    {
        using Target target = await Target.OpenEmbeddedAsync(_folder.File("a.db"), null, CancellationToken.None);
        using Export export = Export.Generate(traps: false, patients: 20);
        using ISource source = SourceOpener.OpenFolder("dentes", export.Path);
        MigrationVolume volume = await MigrationVolume.OfAsync(Map, source, target.Client, CancellationToken.None);
        Assert.True(volume.Rows > 100);
        Assert.True(volume.Files > 0);
        Assert.True(volume.FileBytes > 0);
    }

    [Fact]
    public async Task Requests_are_held_against_the_days_entitlement()
    {
        List<CapacityLine> lines = await LinesAsync(new MigrationVolume(1_200_000, 0, 0, 0), new CapacityAssumptions { Licenses = 20 });
        CapacityLine pool = lines.Single(l => l.Measure.StartsWith("In all", StringComparison.Ordinal));
        Assert.Equal((600_000, true), (pool.Limit, pool.IsOver));
        Assert.Equal(3, lines.Single(l => l.Measure == "Days as application users").Value);
        Assert.Equal(31, lines.Single(l => l.Measure == "Days as one licensed user").Value);
        Assert.Equal(10_000_000, LicenseTiers.ApplicationPool(LicenseTier.SalesProfessional, 5000));
    }

    [Fact]
    public async Task A_duration_follows_the_limit_that_binds_and_the_users_that_share_it()
    {
        List<CapacityLine> lines = await LinesAsync(new MigrationVolume(96_000, 0, 0, 0), new CapacityAssumptions { ApplicationUsers = 4 });
        CapacityLine[] durations = [.. lines.Where(l => l.Topic == "Duration")];
        Assert.Equal([10, 2.5], durations.Select(d => d.Value)); // 4 s of work a second, 25 ms a row: 160 rows/s
        Assert.Contains("20 minutes of work", durations[0].Assumption);

        CapacityLine single = (await LinesAsync(new MigrationVolume(96_000, 0, 0, 0), new CapacityAssumptions { BatchSize = 1 })).First(l => l.Topic == "Duration");
        Assert.Equal(80, single.Value); // 20 requests a second
        Assert.Contains("6,000 requests", single.Assumption);
    }

    private async Task<List<CapacityLine>> LinesAsync(MigrationVolume volume, CapacityAssumptions assumptions)
    {
        using Target target = await Target.OpenEmbeddedAsync(_folder.File("a.db"), null, CancellationToken.None);
        return await CapacityEstimator.EstimateAsync(Map, volume, target.Client, assumptions, CancellationToken.None).ToListAsync();
    }
}
