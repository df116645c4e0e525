using DentalMigration.Sources;
using DentalMigration.Sources.Files;
using DentalMigration.Sources.Profiles;

namespace DentalMigration.Tests.Sources.Profiles;

public class FileProfileTests
{
    [Fact]
    public void Columns_are_what_the_profile_says_whatever_their_headers()
    {
        using var folder = new ExportFolder();
        folder.Write("Hastalar.csv", "Rapor\nSıra;No;Adı;Soyadı;Soy;Bilgi;D.T.;E-posta\n1;0012;x;y;Çelik;Ayşe;03/04/27;a@b.c\n");
        using FileSource source = Open(folder, new ProfileObject("patient", File: "hasta*.csv", Ignored: ["Sıra", "E-posta", "Adı"], Columns: new Dictionary<string, ProfileColumn>
        {
            ["NO"] = new("patient_id"), ["Bilgi"] = new("first_name"), ["Soy"] = new("last_name"), ["D.T."] = new("birth_date", DateOrder.MonthDayYear, LatestYear: 2026),
        }));

        SourceRecord patient = Assert.Single(source.Read("patient").ToBlockingEnumerable());
        SourceFile file = Assert.Single(source.Files, f => f.Object == "patient");

        Assert.Equal("0012", patient.Key);
        Assert.Equal(("Ayşe", "Çelik"), (patient.Read("first_name").Value, patient.Read("last_name").Value));
        Assert.Equal(new DateOnly(1927, 3, 4), patient.Read("birth_date").Value);
        Assert.Null(patient.Read("email").Value);
        Assert.Equal(3, patient.Position.Line);

        // Another column in the spelling of a field the profile has placed is no second one of it.
        Assert.StartsWith("The column 'Soyadı'", Assert.Single(file.Warnings));
        Assert.Equal(["Sıra", "Adı", "E-posta"], file.Columns.Where(c => c.IsIgnored).Select(c => c.Header));
    }

    [Fact]
    public void An_object_the_profile_places_is_looked_for_nowhere_else()
    {
        using var folder = new ExportFolder();
        folder.Write("musteri.csv", "Hasta No;Adı;Soyadı\n7;Can;Ak\n");
        using FileSource source = Open(folder, new ProfileObject("patient", File: "musteri.csv"));

        Assert.Equal("7", Assert.Single(source.Read("patient").ToBlockingEnumerable()).Key);
        Assert.Null(Assert.Single(source.Files, f => f.Name == "Hastalar.csv").Object);
        Assert.True(source.Has("practice"));
    }

    [Fact]
    public void A_sheet_of_a_workbook_is_told_from_the_others()
    {
        using var folder = new ExportFolder();
        folder.WriteWorkbook("Her Sey.xlsx", ("A", [["Hasta No", "Adı", "Soyadı"], ["1", "Yanlış", "Sayfa"]]), ("B", [["Kod", "Adı", "Soyadı"], ["2", "Doğru", "Sayfa"]]));
        using FileSource source = Open(folder, new ProfileObject("patient", File: "Her Sey.xlsx", Sheet: "b", Columns: new Dictionary<string, ProfileColumn> { ["Kod"] = new("patient_id") }));

        Assert.Null(Assert.Single(source.Files, f => f.Name == "Her Sey.xlsx#A").Object);
        Assert.Equal("Her Sey.xlsx#B:2", Assert.Single(source.Read("patient").ToBlockingEnumerable()).Position.ToString());
    }

    [Fact]
    public void Encoding_delimiter_and_habits_are_taken_from_the_profile()
    {
        using var folder = new ExportFolder(complete: false);
        folder.Write("Hastalar.csv", "Hasta No~Adı~Soyadı~Doğum Tarihi~Bakiye\n1~Ayşe~Çelik~03/04/1987~1.250\n", System.Text.Encoding.Latin1)
            .WriteBytes("Hastalar.csv", System.Text.CodePagesEncodingProvider.Instance.GetEncoding(857)!.GetBytes("Hasta No~Adı~Soyadı~Doğum Tarihi~Bakiye\n1~Ayşe~Çelik~03/04/1987~1.250\n"));
        using FileSource source = Open(folder, profile => profile with
        {
            Encoding = "ibm857", Delimiter = '~', DateOrder = DateOrder.MonthDayYear, DecimalSign = '.', ToothNotation = "Universal",
        });

        SourceRecord patient = Assert.Single(source.Read("patient").ToBlockingEnumerable());
        Assert.Equal("Ayşe", patient.Read("first_name").Value);
        Assert.Equal(new DateOnly(1987, 3, 4), patient.Read("birth_date").Value);
        Assert.Equal(1.25m, patient.Read("balance").Value);
        Assert.Equal("Universal", source.Catalog.ToothNotation);
    }

    [Fact]
    public void A_file_the_profile_names_and_the_folder_lacks_is_a_fault()
    {
        using var folder = new ExportFolder();
        using FileSource source = Open(folder, new ProfileObject("appointment", File: "randevu_2024*.csv"));
        Assert.Equal(("appointment", "SourceFileMissing"), (Assert.Single(source.Faults).Object, source.Faults[0].Code));
    }

    [Fact]
    public void A_single_file_is_an_export_too()
    {
        using var folder = new ExportFolder();
        using FileSource source = FileSource.Open(folder.File("Hastalar.csv"), ExportFolder.Catalog, TimeZoneInfo.Utc);

        Assert.Equal("Hastalar.csv", source.Name);
        Assert.Single(source.Read("patient").ToBlockingEnumerable());
        Assert.False(source.Has("practice"));
        Assert.Contains(source.Faults, f => f is { Object: "practice", Code: "SourceObjectMissing" });
    }

    private static FileSource Open(ExportFolder folder, params ProfileObject[] objects) => Open(folder, p => p with { Objects = objects });

    private static FileSource Open(ExportFolder folder, Func<ProfileDocument, ProfileDocument> with) =>
        FileSource.Open(folder.Path, ExportFolder.Catalog, TimeZoneInfo.Utc, with(new ProfileDocument("dentes", [])));
}
