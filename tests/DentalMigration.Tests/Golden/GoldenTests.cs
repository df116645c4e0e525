using DentalMigration.Mapping;

namespace DentalMigration.Tests.Golden;

/// <summary>
/// For every object of both systems one record and the exact Web API requests it causes, as texts a reviewer can read. A record more is a
/// file more in <c>Golden/&lt;system&gt;/source</c>; an object of a map needs nothing.
/// </summary>
public sealed class GoldenTests
{
    private static readonly string[] Systems = ["dentes", "dental-exec"];

    public static TheoryData<string, string, string> Objects => new(
        from system in Systems
        from map in DefaultMap.Variants(system).Select(v => (v.Name, v.Objects)).Prepend((Name: "", DefaultMap.Create(system).Objects))
        from o in map.Objects
        select (system, o.Object, map.Name));

    [Theory]
    [MemberData(nameof(Objects))]
    public async Task A_record_causes_exactly_the_requests_that_were_approved(string system, string objectName, string variant)
    {
        IReadOnlyDictionary<string, string> load = await GoldenLoad.OfAsync(system, variant.Length > 0);
        Assert.True(load.TryGetValue(objectName, out string? text), $"The golden export has no record of {objectName}.");
        GoldenFile.Verify(system, Name(objectName, variant), text);
    }

    [Fact]
    public void Every_approved_text_is_of_an_object_that_is_there() => Assert.All(Systems, system =>
        Assert.Subset(Objects.Where(o => o.Data.Item1 == system).Select(o => Name(o.Data.Item2, o.Data.Item3)).ToHashSet(), GoldenFile.Approved(system).ToHashSet()));

    private static string Name(string objectName, string variant) => variant.Length == 0 ? objectName : $"{objectName}.{variant}";
}
