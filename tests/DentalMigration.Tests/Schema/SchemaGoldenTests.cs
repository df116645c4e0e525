using DentalMigration.Mapping;
using DentalMigration.Tests.Golden;

namespace DentalMigration.Tests.Schema;

/// <summary>
/// The exact requests that make each custom table of both systems, with its columns, lookups, key, security, views, form and charts, as texts
/// in <c>Golden/&lt;system&gt;/schema</c>; and those that make what belongs to no table, in <c>organisation.txt</c>.
/// </summary>
public sealed class SchemaGoldenTests
{
    private const string Organisation = "organisation";

    private static readonly string[] Systems = ["dentes", "dental-exec"];

    public static TheoryData<string, string, bool> Tables => new(
        from system in Systems
        from table in Of(system, false).Select(t => (Name: t, Variants: false)).Append((Name: Organisation, Variants: false))
            .Concat(Of(system, true).Except(Of(system, false)).Select(t => (Name: t, Variants: true)))
        select (system, table.Name, table.Variants));

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_table_is_made_by_exactly_the_requests_that_were_approved(string system, string table, bool variants)
    {
        PublishedSchema schema = await PublishedSchema.OfAsync(system, variants);
        GoldenFile.Verify(Path.Combine(system, "schema"), table, schema.Text(table == Organisation ? "" : table));
    }

    [Fact]
    public void Every_approved_text_is_of_a_table_that_is_there() => Assert.All(Systems, system =>
        Assert.Subset(Tables.Where(t => t.Data.Item1 == system).Select(t => t.Data.Item2).ToHashSet(), GoldenFile.Approved(Path.Combine(system, "schema")).ToHashSet()));

    private static IEnumerable<string> Of(string system, bool variants) =>
        DefaultMap.Create(system, variants: variants ? DefaultMap.Variants(system).Select(v => v.Name) : []).Objects.Where(o => o.Create is not null).Select(o => o.Table).Distinct();
}
