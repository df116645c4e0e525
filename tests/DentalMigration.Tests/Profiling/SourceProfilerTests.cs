using DentalMigration.Tests.Support;
using DentalMigration.Profiling;
using DentalMigration.Sources.Files;
using DentalMigration.Tests.Sources;

namespace DentalMigration.Tests.Profiling;

public class SourceProfilerTests
{
    [Fact]
    public async Task The_example_practice_is_measured()
    {
        using var source = FileSource.Open(Path.Combine(Repository.Root, "examples", "dentes"), ExportFolder.Catalog, TimeZoneInfo.Utc);

        SourceProfile profile = await SourceProfiler.MeasureAsync(source, null, TestContext.Current.CancellationToken);

        ObjectProfile patient = profile.Objects.Single(o => o.Object == "patient");
        Assert.Equal((251, 1, 1), (patient.Rows, patient.Unusable, patient.DuplicateKeys));
        Assert.Equal(1, patient.DuplicatePersons);
        Assert.Equal(["Hastalar.csv:17", "Hastalar.csv:36"], patient.DuplicatePositions);
        Assert.Equal((69, 4), (patient.MissingEmail, patient.MissingBirthDate));
        Assert.True(patient.IsExact);
        FieldProfile birth = patient.Fields.Single(f => f.Field == "birth_date");
        Assert.Equal((3, 1), (birth.Empty, birth.Malformed));
        Assert.Equal(new DateTime(2091, 3, 14), birth.Latest);
        FieldProfile balance = patient.Fields.Single(f => f.Field == "balance");
        Assert.Equal(-1750m, balance.Smallest);
        Assert.Equal(["Erkek", "Kadın"], patient.Fields.Single(f => f.Field == "gender").Values.Select(v => v.Value).Order(StringComparer.Ordinal));
        FaultProfile malformed = patient.Faults.Single(f => f.Code == "MalformedDate");
        Assert.Equal(("birth_date", 1, "Hastalar.csv:19"), (malformed.Field, malformed.Count, malformed.First));

        Assert.Equal(
            [
                "treatment_plan.patient_id 1", "procedure.plan_id 1", "appointment.patient_id 1", "appointment.provider_name 1",
                "note.patient_id 1", "ledger.patient_id 1", "document.patient_id 1", "recall.patient_id 1",
            ],
            profile.Objects.SelectMany(o => o.References).Where(r => r.Orphans > 0).Select(r => $"{r.Object}.{r.Field} {r.Orphans}"));
        ReferenceProfile parent = profile.Objects[0].References.Single();
        Assert.Equal((2, 0), (parent.Count, parent.Orphans));
    }

    [Fact]
    public async Task No_value_that_may_name_a_person_is_shown()
    {
        using var source = FileSource.Open(Path.Combine(Repository.Root, "examples", "dentes"), ExportFolder.Catalog, TimeZoneInfo.Utc);

        SourceProfile profile = await SourceProfiler.MeasureAsync(source, null, TestContext.Current.CancellationToken);

        IEnumerable<FieldProfile> fields = profile.Objects.SelectMany(o => o.Fields);
        Assert.All(fields.Where(f => f.IdentifiesPerson), f => Assert.Empty(f.Values));
        Assert.All(fields, f => Assert.InRange(f.Values.Count, 0, 20));
        Assert.Empty(fields.Single(f => f is { Object: "patient", Field: "allergies" }).Values);
    }

    [Fact]
    public async Task What_is_wrong_with_references_persons_and_letters_is_counted()
    {
        using var folder = new ExportFolder();
        folder.Write("Hastalar.csv",
            "Hasta No;Adı;Soyadı;Doğum Tarihi;Klinik Kodu;Hekim;E-posta\n"
            + "1;İlker;Şahin;05.03.1987;K1;DT. MEHMET DEMİR;a@example.com\n"
            + "2;ILKER;SAHIN;05.03.1987;K9;Dt. Başka Biri;\n"
            + "3;Ilker;Şahin;06.03.1987;K1;Dt. Mehmet Demir;-\n"
            + "3;Ayþe;Ak;13.03.1987;;;\n");
        folder.Write("Klinikler.csv", "Klinik Kodu;Klinik Adı;Ana Klinik\nK1;Ege;K2\nK2;Merkez;\nK3;Batı;K8\n");
        using var source = folder.Open();

        SourceProfile profile = await SourceProfiler.MeasureAsync(source, null, TestContext.Current.CancellationToken);

        ObjectProfile patient = profile.Objects.Single(o => o.Object == "patient");
        Assert.Equal((1, 1), (patient.DuplicatePersons, patient.DuplicateKeys));
        Assert.Equal(["Hastalar.csv:3", "Hastalar.csv:5"], patient.DuplicatePositions);
        Assert.Equal(3, patient.MissingEmail);
        Assert.Equal(1, patient.Fields.Single(f => f.Field == "first_name").DamagedLetters);
        Assert.Equal([(3, 1), (3, 1)], patient.References.Select(r => ((int)r.Count, (int)r.Orphans)));
        Assert.Equal("Hastalar.csv:3", patient.References[0].FirstOrphan);
        ReferenceProfile parent = profile.Objects[0].References.Single();
        Assert.Equal((2, 1), (parent.Count, parent.Orphans));
        Assert.False(profile.Objects.Single(o => o.Object == "appointment").IsPresent);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(4_096)]
    [InlineData(50_000)]
    public async Task Different_values_are_counted_exactly_up_to_a_point_and_closely_beyond(int patients)
    {
        using var folder = new ExportFolder();
        folder.Write("Hastalar.csv", "Hasta No;Adı;Grup\n" + string.Concat(Enumerable.Range(1, patients).Select(i => $"{i};Ad{i};G{i % 7}\n")));
        using var source = folder.Open();

        ObjectProfile patient = (await SourceProfiler.MeasureAsync(source, null, TestContext.Current.CancellationToken)).Objects.Single(o => o.Object == "patient");

        long distinct = patient.Fields.Single(f => f.Field == "first_name").Distinct;
        Assert.InRange(distinct, patients <= 4096 ? patients : patients * 0.95, patients <= 4096 ? patients : patients * 1.05);
        IReadOnlyList<ValueCount> groups = patient.Fields.Single(f => f.Field == "patient_group").Values;
        Assert.Equal(7, groups.Count);
        Assert.Equal(patients, groups.Sum(g => g.Count));
        Assert.Empty(patient.Fields.Single(f => f.Field == "first_name").Values);
    }

    [Fact]
    public async Task Progress_is_told_and_a_cancelled_profile_stops()
    {
        using var folder = new ExportFolder();
        using var source = folder.Open();
        List<ProfileProgress> told = [];
        await SourceProfiler.MeasureAsync(source, new Immediate(told.Add), TestContext.Current.CancellationToken);
        Assert.Contains(new ProfileProgress("patient", 1), told);

        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SourceProfiler.MeasureAsync(source, null, cancelled.Token));
    }

    private sealed class Immediate(Action<ProfileProgress> report) : IProgress<ProfileProgress>
    {
        public void Report(ProfileProgress value) => report(value);
    }
}
