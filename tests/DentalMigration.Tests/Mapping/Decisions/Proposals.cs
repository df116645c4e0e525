using DentalMigration.Hosting;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Sources;
using DentalMigration.Tests.Sources;

namespace DentalMigration.Tests.Mapping.Decisions;

/// <summary>What tests of decisions share: proposing for a folder, deciding like a person, and reading as decided.</summary>
internal static class Proposals
{
    public static Task<MigrationMap> ProposeAsync(this ISource source, MapProposalOptions? options = null) =>
        MapProposer.ProposeAsync(DefaultMap.Create(source.Catalog.System), source, options, TestContext.Current.CancellationToken);

    public static async Task<MigrationMap> ProposeAsync(this ExportFolder folder, MapProposalOptions? options = null)
    {
        using ISource source = folder.OpenAll();
        return await source.ProposeAsync(options);
    }

    public static ISource OpenAll(this ExportFolder folder, string? profile = null) => SourceOpener.OpenFolder("dentes", folder.Path, null, profile, allowUnknown: true);

    public static PlaceMap Place(this MigrationMap map, string name) => Assert.Single(map.Places!, p => p.Place == name);

    public static HeaderMap Header(this MigrationMap map, string place, string header) => Assert.Single(map.Place(place).Headers, h => h.Header == header);

    public static MigrationMap Decide(this MigrationMap map, string place, Func<PlaceMap, PlaceMap> decide) =>
        map with { Places = [.. map.Places!.Select(p => p.Place == place ? decide(p) : p)] };

    public static MigrationMap Decide(this MigrationMap map, string place, string header, Decision decision, string? field = null) => map.Decide(place, p => p with
    {
        Headers = [.. p.Headers.Select(h => h.Header == header ? h with { Decision = decision, Field = field ?? h.Field } : h)],
    });

    public static MigrationMap Approve(this MigrationMap map, bool ignoreOpen = false) => MapApprover.Approve(map, "ayse@contoso.com", TimeProvider.System, ignoreOpen);

    public static Task<ISource> AsAsync(this ISource source, MigrationMap map) => MapSource.DecideAsync(map, source, TestContext.Current.CancellationToken);

    public static async Task<List<SourceRecord>> ReadAsync(this ISource source, string objectName) =>
        await source.Read(objectName, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
