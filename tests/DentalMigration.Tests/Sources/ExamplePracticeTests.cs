using DentalMigration.Tests.Support;
using System.Globalization;
using DentalMigration.Sources;
using DentalMigration.Sources.Files;
using DentalMigration.Systems;

namespace DentalMigration.Tests.Sources;

public class ExamplePracticeTests
{
    [Theory]
    [InlineData("practice", 3)]
    [InlineData("provider", 8)]
    [InlineData("patient", 251)]
    [InlineData("treatment_plan", 167)]
    [InlineData("procedure", 511)]
    [InlineData("appointment", 986)]
    [InlineData("insurance", 80)]
    [InlineData("note", 240)]
    [InlineData("ledger", 451)]
    [InlineData("document", 92)]
    [InlineData("recall", 98)]
    [InlineData("custom_field", 4)]
    [InlineData("workflow", 5)]
    public void Every_object_is_found(string name, int records)
    {
        using FileSource source = Open();
        Assert.Equal(records, source.Read(name).ToBlockingEnumerable().Count());
    }

    [Fact]
    public void Faults_are_those_of_the_traps_alone()
    {
        using FileSource source = Open();

        List<string> faults = [];
        foreach (SourceRecord record in source.Catalog.Objects.SelectMany(o => source.Read(o.Name).ToBlockingEnumerable()))
        {
            faults.AddRange(record.Object.Fields.Select(f => record.Read(f.Name).Fault).Prepend(record.Fault).OfType<FieldFault>()
                .Where(f => record.Fault is null || f == record.Fault)
                .Select(f => $"{record.Object.Name} {record.Key} {f.Code}"));
        }

        Assert.Equal(
            ["patient 100018 MalformedDate", "patient 100032 RaggedRow", "patient 100034 InvalidCharacters", "procedure 500101 DamagedCode",
             "procedure 500103 MalformedAmount", "appointment 800229 InvalidCharacters", "insurance  MissingKey", "note 200072 InvalidCharacters",
             "ledger 300109 MalformedAmount", "recall 700022 MalformedDate"],
            faults);
    }

    [Fact]
    public void Every_value_is_the_same_under_every_culture()
    {
        string expected = ExportFolder.Under("", Everything);

        Assert.All(["tr-TR", "en-US", "de-DE", "ar-SA", "th-TH"], c => Assert.Equal(expected, ExportFolder.Under(c, Everything)));
    }

    [Fact]
    public void Values_of_a_record_have_the_types_of_the_catalog()
    {
        using FileSource source = Open();
        SourceRecord plan = source.Read("treatment_plan").ToBlockingEnumerable().First();
        SourceRecord visit = source.Read("appointment").ToBlockingEnumerable().First();
        SourceRecord patient = source.Read("patient").ToBlockingEnumerable().First();

        Assert.IsType<DateOnly>(plan.Read("plan_date").Value);
        Assert.IsType<decimal>(plan.Read("estimated_cost").Value);
        Assert.IsType<string>(plan.Read("patient_id").Value);
        Assert.IsType<TimeOnly>(visit.Read("start_time").Value);
        Assert.IsType<long>(visit.Read("duration_minutes").Value);
        Assert.IsType<DateTime>(patient.Read("modified_on").Value);
        Assert.IsType<bool>(patient.Read("consent_kvkk").Value);
    }

    private static FileSource Open() =>
        FileSource.Open(Path.Combine(Repository.Root, "examples", "dentes"), SystemCatalog.Load("dentes"), TimeZoneInfo.Utc);

    private static string Everything()
    {
        using FileSource source = Open();
        return string.Join('\n', source.Catalog.Objects
            .SelectMany(o => source.Read(o.Name).ToBlockingEnumerable())
            .Select(r => $"{r.Position} {r.Key} {r.Fault?.Code} " + string.Join('|', r.Object.Fields.Select(f =>
                string.Create(CultureInfo.InvariantCulture, $"{r.Read(f.Name).Value}/{r.Read(f.Name).Fault?.Code}/{r.Text(f.Name)}")))));
    }
}
