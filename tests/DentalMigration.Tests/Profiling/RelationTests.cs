using DentalMigration.Profiling;
using DentalMigration.Tests.Sources;

namespace DentalMigration.Tests.Profiling;

/// <summary>What records say about each other: duplicates, orphans, circles.</summary>
public class RelationTests
{
    [Fact]
    public async Task Persons_are_found_twice_by_folded_name_and_birth_date_and_by_telephone_and_last_name()
    {
        SourceProfile profile = await Profiled.PatientsAsync(
            "Hasta No;Adı;Soyadı;Doğum Tarihi;Cep Telefonu\n"
            + "1;İlker;Şahin;05.03.1987;0532 555 01 23\n"
            + "2;ILKER;SAHIN;05.03.1987;0532 555 99 99\n"
            + "3;Ela;Şahin;13.03.2015;+90(532)5550123\n"
            + "4;Ela;Demir;14.03.2015;0532 555 01 23\n");

        Assert.Equal(("", FindingSeverity.Warning, 1, "Hastalar.csv:3"), profile.Finding("DuplicatePerson"));
        Assert.Equal(("", FindingSeverity.Information, 1, "Hastalar.csv:4"), profile.Finding("DuplicatePhone"));
    }

    [Fact]
    public async Task Circles_of_guarantors_are_counted_and_a_patient_who_pays_for_himself_is_none()
    {
        using var folder = new ExportFolder(complete: false);
        folder.Write("Patients.csv",
            "Patient ID,First Name,Last Name,Guarantor ID\n1,A,A,2\n2,B,B,1\n3,C,C,3\n4,D,D,1\n5,E,E,6\n6,F,F,7\n7,G,G,5\n8,H,H,99\n9,I,I,8\n");

        SourceProfile profile = await Profiled.MeasureAsync(folder, "dental-exec");

        Assert.Equal(("guarantor_id", FindingSeverity.Warning, 2, "Patients.csv:2"), profile.Finding("CircularReference"));
        Assert.Contains("Patients.csv:6 → Patients.csv:7 → Patients.csv:8", profile.Findings.Single(f => f.Code == "CircularReference").Message, StringComparison.Ordinal);
        Assert.Equal(("guarantor_id", FindingSeverity.Error, 1, "Patients.csv:9"), profile.Finding("Orphan"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(1_000_000)]
    public async Task Keys_are_counted_exactly_however_few_fit_into_memory(int keysInMemory)
    {
        const int patients = 3_000;
        using var folder = new ExportFolder(complete: false);
        folder.Write("Patients.csv", "Patient ID,First Name,Last Name,DOB,Guarantor ID\n"
            + string.Concat(Enumerable.Range(1, patients).Select(i => $"{(i % 100 == 0 ? 1 : i)},A{i % 1500},B,01/02/1980,{(i % 10 == 0 ? i + patients : patients + 1 - i)}\n")));

        SourceProfile profile = await Profiled.MeasureAsync(folder, "dental-exec", new ProfileOptions { KeysInMemory = keysInMemory });

        Assert.Equal((30, "Patients.csv:101"), (profile.Finding("DuplicateKey").Count, profile.Finding("DuplicateKey").First));
        Assert.Equal((1_500, "Patients.csv:1502"), (profile.Finding("DuplicatePerson").Count, profile.Finding("DuplicatePerson").First));
        int gone = Enumerable.Range(1, patients).Count(i => i % 10 == 0 || (patients + 1 - i) % 100 == 0);
        Assert.Equal(gone, profile.Finding("Orphan").Count);
        Assert.True(profile.Finding("CircularReference").Count > 1_000);
    }

    [Fact]
    public async Task Several_files_of_an_object_are_one_and_a_column_one_of_them_lacks_is_empty_there()
    {
        using var folder = new ExportFolder();
        folder.Write("Hastalar.csv", "Hasta No;Adı;Soyadı;E-posta;Rengi\n1;A;B;a@example.com;Mavi\n2;C;D;c@example.com;Mavi\n");
        folder.Write("Hastalar2.csv", "Hasta No;Adı;Soyadı;Grup\n3;E;F;VIP\n2;G;H;VIP\n");

        SourceProfile profile = await Profiled.MeasureAsync(folder);

        Assert.Equal([(2, 2), (2, 2), (2, 2)], new[] { "email", "patient_group", "Rengi" }
            .Select(f => profile.Field("patient", f)).Select(f => ((int)f.Count, (int)f.Empty)));
        Assert.Equal("Hastalar2.csv:3", profile.Finding("DuplicateKey").First);
    }
}
