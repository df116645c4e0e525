using DentalMigration.Sources;
using DentalMigration.Sources.Files;
using DentalMigration.Systems;

namespace DentalMigration.Tests.Sources;

public class FileAssignmentTests
{
    private const string PatientHeader = "Hasta No;Adı;Soyadı;Doğum Tarihi\n";

    [Fact]
    public void Rows_above_the_header_that_look_like_records_are_spoken_of_and_titles_are_not()
    {
        using var folder = new ExportFolder();
        folder.Write("Hastalar.csv", "Hasta Listesi\n30.09.2026;Tümü\n1;Ayşe;Çelik;05.03.1987\n" + PatientHeader + "2;Ali;Kaya;26.03.1987\n");
        using FileSource source = folder.Open();

        SourceFile patients = source.Files.Single(f => f.Object == "patient");
        Assert.Equal(4, patients.HeaderLine);
        Assert.StartsWith("Rows above the header that are filled like records: 1.", Assert.Single(patients.Warnings));
    }

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

    [Theory]
    [InlineData("dentes", "Klinikler practice, Hekimler provider, Hastalar patient, Tedavi_Planlari treatment_plan, Islemler procedure, "
        + "Randevular appointment, Sigortalar insurance, Notlar note, Hesap_Hareketleri ledger, Belgeler document, Hatirlatmalar recall, "
        + "Ozel_Alanlar custom_field, Is_Akislari workflow")]
    [InlineData("dental-exec", "Practices practice, Providers provider, Referrals referral, Patients patient, TreatmentPlans treatment_plan, "
        + "Procedures procedure, Insurance insurance, Appointments appointment, Billing ledger, Notes note, Documents document, Tasks task, "
        + "RecallDecisions recall_decision, Recalls recall, CustomFields custom_field, Workflows workflow")]
    public void A_whole_export_is_assigned_by_its_names(string system, string files)
    {
        SystemCatalog catalog = SystemCatalog.Load(system);
        (string File, string Object)[] expected = [.. files.Split(", ").Select(f => f.Split(' ')).Select(f => ($"{f[0]}.csv", f[1]))];
        using var folder = new ExportFolder(complete: false);
        foreach ((string file, string o) in expected)
        {
            // The fewest columns a file can have, so that its header proves nothing.
            IEnumerable<string> needed = catalog[o].Key.Concat(catalog[o].Fields.Where(f => f.Required).Select(f => f.Name)).Distinct();
            folder.Write(file, string.Join(';', needed.Append(catalog[o].Fields[^1].Name).Distinct()) + "\n");
        }

        using var source = folder.Open(catalog);
        Assert.Empty(source.Faults);
        Assert.Equal(expected.Order(), source.Files.Select(f => (f.Name, f.Object!)).Order());
        Assert.Equal(expected.Select(e => e.Object).Order(), catalog.Objects.Where(o => !o.IsDerivedOnly).Select(o => o.Name).Order());
    }

    [Theory]
    [InlineData("dentes", "Klinik_Notlar.csv", "note")]
    [InlineData("dentes", "Hasta Belgeleri.csv", "document")]
    [InlineData("dentes", "Hasta_Hesap_Hareketleri.csv", "ledger")]
    [InlineData("dentes", "Randevu Hatırlatmaları.csv", "recall")]
    [InlineData("dentes", "Tedavi Notları.csv", "note")]
    [InlineData("dental-exec", "ClinicalNotes.csv", "note")]
    [InlineData("dental-exec", "Patient Insurance.csv", "insurance")]
    [InlineData("dental-exec", "InsuranceClaims.csv", "ledger")]
    [InlineData("dental-exec", "ReferringProviders.csv", "referral")]
    [InlineData("dental-exec", "PatientDocuments.csv", "document")]
    [InlineData("dental-exec", "ReminderRules.csv", "workflow")]
    public void The_longest_pattern_decides_between_two_objects(string system, string name, string expected)
    {
        SystemCatalog catalog = SystemCatalog.Load(system);
        using var folder = new ExportFolder(complete: false);
        IEnumerable<string> needed = catalog[expected].Key.Concat(catalog[expected].Fields.Where(f => f.Required).Select(f => f.Name));
        folder.Write(name, string.Join(';', needed.Append("notes").Distinct()) + "\n");

        using var source = folder.Open(catalog);
        Assert.Equal(expected, Assert.Single(source.Files).Object);
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
