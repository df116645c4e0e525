using DentalMigration.Sources;

namespace DentalMigration.Tests.Sources;

public class FileAssignmentTests
{
    private const string PatientHeader = "Hasta No;Adı;Soyadı;Doğum Tarihi\n";

    [Theory]
    [InlineData("Hastalar.csv", "patient")]
    [InlineData("HASTA LİSTESİ 2026.csv", "patient")]
    [InlineData("patients.tsv", "patient")]
    [InlineData("Tedavi_Planlari.csv", "treatment_plan")]
    [InlineData("tedavi planı raporu.txt", "treatment_plan")]
    [InlineData("Tedaviler.csv", "procedure")]
    [InlineData("İşlemler.csv", "procedure")]
    [InlineData("Hasta_Randevulari.csv", "appointment")]
    [InlineData("Şubeler.csv", "practice")]
    [InlineData("Diş Hekimleri.csv", "provider")]
    public void A_files_name_tells_its_object(string name, string expected)
    {
        using var folder = new ExportFolder(complete: false);
        foreach ((string file, string header) in new[]
        {
            ("patient", PatientHeader), ("practice", "Klinik Kodu;Klinik Adı\n"), ("provider", "Hekim Kodu;Adı Soyadı\n"),
            ("treatment_plan", "Plan No;Hasta No\n"), ("procedure", "İşlem No;Hasta No\n"), ("appointment", "Randevu No;Hasta No\n"),
        })
        {
            folder.Write(file == expected ? name : $"{file}s.csv", header);
        }

        Assert.Equal(expected, Assert.Single(folder.Open().Files, f => f.Name == name).Object);
    }

    [Fact]
    public void A_file_of_another_name_is_known_by_its_header()
    {
        using var folder = new ExportFolder();
        folder.Write("Rapor3.csv", "Randevu No;Hasta No;Randevu Tarihi;Başlangıç Saati;Bitiş Saati;Ünit\n7;1;02.11.2023;14:30;15:00;2\n");

        Assert.Equal("7", Assert.Single(folder.Read("appointment")).Key);
    }

    [Fact]
    public void A_header_that_clearly_says_otherwise_wins_over_the_name()
    {
        using var folder = new ExportFolder();
        folder.Write("Hasta Raporu.csv", "Randevu No;Hasta No;Randevu Tarihi;Başlangıç Saati;Bitiş Saati;Ünit\n7;1;02.11.2023;14:30;15:00;2\n");

        SourceFile file = Assert.Single(folder.Open().Files, f => f.Name == "Hasta Raporu.csv");
        Assert.Equal("appointment", file.Object);
        Assert.Contains(file.Warnings, w => w.Contains("its header is that of Appointment"));
    }

    [Fact]
    public void Other_files_are_left_aside_and_listed()
    {
        using var folder = new ExportFolder();
        folder.Write("stok.csv", "Ürün;Miktar\nEldiven;5\n").WriteBytes("resim.txt", [0, 1, 2, 0, 0, 0, 0, 7]).Write("README.md", "# Hasta No;Adı");

        using var source = folder.Open();
        Assert.Null(Assert.Single(source.Files, f => f.Name == "stok.csv").Object);
        SourceFile unreadable = Assert.Single(source.Files, f => f.Name == "resim.txt");
        Assert.Null(unreadable.Object);
        Assert.NotEmpty(unreadable.Warnings);
        Assert.DoesNotContain(source.Files, f => f.Name == "README.md");
    }

    [Fact]
    public void Several_files_of_an_object_are_read_in_the_order_of_their_names()
    {
        using var folder = new ExportFolder();
        folder.Write("Hastalar_2.csv", PatientHeader + "3;C;C;\n").Write("Hastalar_1.csv", PatientHeader + "2;B;B;\n");

        List<SourceRecord> records = folder.Read("patient");
        Assert.Equal(["1", "2", "3"], records.Select(r => r.Key));
        Assert.Equal(["Hastalar.csv:2", "Hastalar_1.csv:2", "Hastalar_2.csv:2"], records.Select(r => r.Position.ToString()));
    }

    [Fact]
    public void An_object_the_export_can_do_without_is_reported()
    {
        using var folder = new ExportFolder();
        using var source = folder.Open();

        Assert.False(source.Has("appointment"));
        Assert.Empty(source.Read("appointment").ToBlockingEnumerable());
        Assert.Equal(0, source.Size("appointment"));
        Assert.Contains(source.Warnings, w => w.Contains("Appointment") && w.Contains("randevu*"));
        Assert.True(source.Size("patient") > 0);
    }

    [Fact]
    public void Records_can_be_read_any_number_of_times()
    {
        using var folder = new ExportFolder();
        using var source = folder.Open();

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("Ayşe", Assert.Single(source.Read("patient").ToBlockingEnumerable()).Read("first_name").Value);
        }
    }
}
