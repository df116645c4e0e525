using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Tests.Sources;

public class CatalogTests
{
    private static readonly SystemCatalog Dentes = ExportFolder.Catalog;
    private static readonly SystemCatalog DentalExec = ExportFolder.DentalExec;

    /// <summary>Both systems, for theories.</summary>
    public static TheoryData<string> Systems => ["dentes", "dental-exec"];

    [Fact]
    public void Every_object_of_both_systems_is_there()
    {
        Assert.Equal(
            [
                "practice", "payer", "provider", "patient", "treatment_plan", "procedure", "appointment", "insurance", "note", "ledger", "document",
                "large_document", "recall", "custom_field", "workflow",
            ],
            Dentes.Objects.Select(o => o.Name));
        Assert.Equal(
            [
                "practice", "payer", "provider", "provider_contact", "referral", "patient", "treatment_plan", "procedure", "insurance", "appointment",
                "visit", "ledger", "billing_cycle", "note", "document", "large_document", "task", "recall_decision", "recall", "custom_field",
                "workflow",
            ],
            DentalExec.Objects.Select(o => o.Name));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Objects_stand_parents_before_children(string system)
    {
        List<string> seen = [];
        foreach (CatalogObject o in SystemCatalog.Load(system).Objects)
        {
            seen.Add(o.Name);
            Assert.All(o.References, r => Assert.Contains(r.Object, seen));
        }
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void A_header_names_one_field_of_an_object(string system) => Assert.All(SystemCatalog.Load(system).Objects, o =>
    {
        var twice = o.Fields.SelectMany(f => f.Headers.Select(HeaderFold.Fold).Distinct()).GroupBy(h => h).Where(g => g.Count() > 1);
        Assert.Empty(twice.Select(g => g.Key));
    });

    [Theory]
    [MemberData(nameof(Systems))]
    public void Keys_are_declared_fields_and_a_file_cannot_lack_them(string system) => Assert.All(SystemCatalog.Load(system).Objects, o =>
    {
        Assert.All(o.Key.Concat(o.FallbackKey ?? []).Concat(o.OptionalKey ?? []), k => Assert.NotNull(o.Find(k)));
        Assert.DoesNotContain((o.FallbackKey ?? o.Key)[0], o.OptionalKey ?? []);
        Assert.True(o.FallbackKey is not null || o.Key.Except(o.OptionalKey ?? []).All(k => o.Find(k)!.Required), o.Name);
    });

    [Theory]
    [MemberData(nameof(Systems))]
    public void References_lead_to_declared_fields(string system)
    {
        SystemCatalog catalog = SystemCatalog.Load(system);
        Assert.All(catalog.Objects, o => Assert.All(o.References, r =>
        {
            Assert.NotNull(o.Find(r.Field));
            Assert.NotNull(catalog[r.Object].Find(r.By ?? catalog[r.Object].Key[0]));
        }));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void A_derived_object_takes_declared_fields_of_an_object_with_files(string system)
    {
        SystemCatalog catalog = SystemCatalog.Load(system);
        Assert.All(catalog.Objects.Where(o => o.Derived is not null), o => Assert.All(o.Derived!, d =>
        {
            Assert.False(catalog[d.From].IsDerivedOnly);
            Assert.All(d.Fields ?? new Dictionary<string, string>(), f => Assert.NotNull(o.Find(f.Key)));
            Assert.All(d.Fields ?? new Dictionary<string, string>(), f => Assert.True(f.Value.Length == 0 || catalog[d.From].Find(f.Value) is not null));
        }));
        Assert.All(catalog.Objects, o => Assert.True(o.Files.Count > 0 || o.IsDerivedOnly));
    }

    [Fact]
    public void A_referring_dentist_named_by_a_patient_gets_nothing_of_the_patients_own()
    {
        CatalogObject referral = DentalExec["referral"];
        CatalogDerivation derivation = Assert.Single(referral.Derived!);

        IEnumerable<string> taken = referral.Fields
            .Select(f => f.Name)
            .Where(f => DentalExec["patient"].Find(f) is not null && derivation.Fields?.ContainsKey(f) != true);
        Assert.Equal(["referring_provider_id"], taken);
    }

    [Fact]
    public void A_copy_has_the_fields_and_references_of_its_original()
    {
        Assert.Equal(DentalExec["provider"].Fields, DentalExec["provider_contact"].Fields);
        Assert.Equal(Dentes["document"].FallbackKey, Dentes["large_document"].FallbackKey);
        Assert.Equal(Dentes["document"].References, Dentes["large_document"].References);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void What_names_a_person_is_marked(string system)
    {
        HashSet<string> persons = [
            "first_name", "middle_name", "last_name", "national_id", "mobile_phone", "email", "birth_date", "patient_name", "policy_number",
            "insurance_policy_number", "subscriber_name", "subscriber_id", "subscriber_birth_date", "guarantor_name", "author", "assigned_to", "created_by"];
        Assert.All(
            SystemCatalog.Load(system).Objects.Where(o => o.Name != "practice").SelectMany(o => o.Fields).Where(f => persons.Contains(f.Name)),
            f => Assert.True(f.IdentifiesPerson, f.Name));
    }

    [Fact]
    public void Habits_of_the_systems_are_declared()
    {
        Assert.Equal((DateOrder.DayMonthYear, ',', "FDI"), (Dentes.DateOrder, Dentes.DecimalSign, Dentes.ToothNotation));
        Assert.Equal((DateOrder.MonthDayYear, '.', "Universal"), (DentalExec.DateOrder, DentalExec.DecimalSign, DentalExec.ToothNotation));
        Assert.Equal(TimeSpan.FromHours(3), TimeZoneInfo.FindSystemTimeZoneById(Dentes.TimeZone).BaseUtcOffset);
        Assert.Equal(TimeSpan.FromHours(-5), TimeZoneInfo.FindSystemTimeZoneById(DentalExec.TimeZone).BaseUtcOffset);
        Assert.Equal(("TRY", "EUR", "USD"), (Dentes.CurrencyCodes!["TL"], Dentes.CurrencyCodes["€"], DentalExec.CurrencyCodes!["$"]));
        Assert.Equal("UnknownObject", Assert.Throws<MigrationException>(() => Dentes["claim"]).Code);
    }

    [Fact]
    public void Another_system_is_refused_with_the_names_of_those_there_are()
    {
        MigrationException refused = Assert.Throws<MigrationException>(() => SystemCatalog.Load("dentrix"));
        Assert.Equal("UnknownSystem", refused.Code);
        Assert.Contains("dentes or dental-exec", refused.Message);
    }

    [Theory]
    [InlineData("dentes", "workflow")]
    [InlineData("dental-exec", "recall_decision", "workflow")]
    public void Definitions_of_workflows_and_a_persons_decisions_do_not_migrate(string system, params string[] expected) =>
        Assert.Equal(expected, SystemCatalog.Load(system).Objects.Where(o => !o.Migrates).Select(o => o.Name));
}
