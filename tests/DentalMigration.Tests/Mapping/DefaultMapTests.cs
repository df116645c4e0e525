using DentalMigration.Mapping;
using DentalMigration.Systems;

namespace DentalMigration.Tests.Mapping;

public sealed class DefaultMapTests
{
    private const int SalesProfessionalTables = 15;

    public static TheoryData<string, string> Choices => new(
        from system in new[] { "dentes", "dental-exec" }
        from variant in DefaultMap.Variants(system).Select(v => v.Name).Prepend("")
        select (system, variant));

    [Theory]
    [MemberData(nameof(Choices))]
    public void Every_map_that_ships_is_sound(string system, string variant) => Assert.Empty(MapChecker.Check(Create(system, variant)));

    [Theory]
    [MemberData(nameof(Choices))]
    public void No_map_needs_more_tables_than_a_Sales_Professional_licence_has(string system, string variant) =>
        Assert.InRange(Create(system, variant).Objects.Where(o => o.Create is not null).Select(o => o.Table).Distinct().Count(), 5, SalesProfessionalTables);

    [Theory]
    [InlineData("dentes")]
    [InlineData("dental-exec")]
    public void Every_object_that_migrates_has_its_place_in_the_map_or_in_a_variant(string system)
    {
        string[] mapped = [.. DefaultMap.Create(system).Objects.Concat(DefaultMap.Variants(system).SelectMany(v => v.Objects)).Select(o => o.Object)];
        Assert.Equal(["custom_field"], SystemCatalog.Load(system).Objects.Where(o => o.Migrates).Select(o => o.Name).Except(mapped));
    }

    [Fact]
    public void What_a_reader_may_not_see_is_secured_in_both_systems()
    {
        foreach (string system in (string[])["dentes", "dental-exec"])
        {
            ObjectMap patient = DefaultMap.Create(system).Find("patient")!;
            foreach (string field in (string[])["national_id", "passport_number", "medical_history", "medications", "allergies"])
            {
                Assert.All(patient.Columns.Where(c => c.From.Contains(field)), c => Assert.True(c.Create!.Secured, $"{system}: {c.Column}"));
                Assert.Contains(patient.Columns, c => c.From.Contains(field));
            }
        }
    }

    [Fact]
    public void A_variant_replaces_its_objects_where_they_stand()
    {
        MigrationMap map = DefaultMap.Create("dentes", variants: "AppointmentTable");
        Assert.Equal("new_appointment", map.Find("appointment")!.Table);
        Assert.Equal(DefaultMap.Create("dentes").Objects.Select(o => o.Object), map.Objects.Select(o => o.Object));
    }

    [Fact]
    public void Variants_go_together()
    {
        MigrationMap map = DefaultMap.Create("dental-exec", "cts", "nj", "BillingOpportunity", "documentreference", "ClinicalNoteTable");
        Assert.Equal("opportunity", map.Find("billing_cycle")!.Table);
        Assert.Null(map.Find("large_document"));
        Assert.Equal("cts_clinicalnote", map.Find("note")!.Table);
        Assert.Empty(MapChecker.Check(map));
    }

    [Fact]
    public void A_variant_that_a_system_does_not_have_is_refused_with_those_it_has()
    {
        MigrationException refused = Assert.Throws<MigrationException>(() => DefaultMap.Create("dentes", variants: "BillingOpportunity"));
        Assert.Equal("UnknownVariant", refused.Code);
        Assert.Contains("AppointmentTable", refused.Message);
    }

    private static MigrationMap Create(string system, string variant) =>
        variant.Length == 0 ? DefaultMap.Create(system) : DefaultMap.Create(system, variants: variant);
}
