using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Tests.Sources;

public class CatalogTests
{
    private static readonly SystemCatalog Catalog = ExportFolder.Catalog;

    [Fact]
    public void Objects_stand_parents_before_children()
    {
        Assert.Equal(["practice", "provider", "patient", "treatment_plan", "procedure", "appointment"], Catalog.Objects.Select(o => o.Name));
        List<string> seen = [];
        foreach (CatalogObject o in Catalog.Objects)
        {
            seen.Add(o.Name);
            Assert.All(o.References, r => Assert.Contains(r.Object, seen));
        }
    }

    [Fact]
    public void A_header_names_one_field_of_an_object() => Assert.All(Catalog.Objects, o =>
    {
        var twice = o.Fields.SelectMany(f => f.Headers.Select(HeaderFold.Fold).Distinct()).GroupBy(h => h).Where(g => g.Count() > 1);
        Assert.Empty(twice.Select(g => g.Key));
    });

    [Fact]
    public void Keys_references_and_required_fields_are_declared() => Assert.All(Catalog.Objects, o =>
    {
        Assert.All(o.Key, k => Assert.True(o.Find(k)!.Required));
        Assert.All(o.References, r => Assert.NotNull(o.Find(r.Field)));
        Assert.All(o.References, r => Assert.NotNull(Catalog[r.Object].Find(r.By ?? Catalog[r.Object].Key[0])));
    });

    [Theory]
    [InlineData("patient", "first_name")]
    [InlineData("patient", "national_id")]
    [InlineData("patient", "mobile_phone")]
    [InlineData("patient", "email")]
    [InlineData("patient", "birth_date")]
    [InlineData("patient", "insurance_policy_number")]
    [InlineData("appointment", "patient_name")]
    [InlineData("provider", "email")]
    public void What_names_a_person_is_marked(string o, string field) => Assert.True(Catalog[o].Find(field)!.IdentifiesPerson);

    [Fact]
    public void Habits_of_the_system_are_declared()
    {
        Assert.Equal((DateOrder.DayMonthYear, ','), (Catalog.DateOrder, Catalog.DecimalSign));
        Assert.Equal(TimeSpan.FromHours(3), TimeZoneInfo.FindSystemTimeZoneById(Catalog.TimeZone).BaseUtcOffset);
        Assert.Equal("UnknownObject", Assert.Throws<MigrationException>(() => Catalog["claim"]).Code);
    }
}
