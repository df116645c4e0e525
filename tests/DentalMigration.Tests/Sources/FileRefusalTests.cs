namespace DentalMigration.Tests.Sources;

public class FileRefusalTests
{
    [Fact]
    public void A_folder_that_is_not_there()
    {
        var e = Assert.Throws<MigrationException>(() =>
            DentalMigration.Sources.Files.FileSource.Open("/nowhere/at/all", ExportFolder.Catalog, TimeZoneInfo.Utc));

        Assert.Equal("SourceFolderNotFound", e.Code);
        Assert.Contains("/nowhere/at/all", e.Message);
    }

    [Fact]
    public void A_folder_without_a_file_of_ours()
    {
        using var folder = new ExportFolder(complete: false);
        Assert.Equal("SourceEmpty", folder.Refused().Code);

        MigrationException e = folder.Write("stok.csv", "Ürün;Miktar\nEldiven;5\n").Refused();
        Assert.Equal("SourceEmpty", e.Code);
        Assert.Contains("hasta*", e.Message);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Theory]
    [InlineData("Hastalar.csv", "Patient", "hasta*")]
    [InlineData("Klinikler.csv", "Practice", "klinik*")]
    [InlineData("Hekimler.csv", "Provider", "hekim*")]
    public void An_object_no_migration_can_do_without(string file, string label, string expected)
    {
        using var folder = new ExportFolder();
        File.Delete(folder.File(file));

        MigrationException e = folder.Refused();
        Assert.Equal("SourceObjectMissing", e.Code);
        Assert.Contains(label, e.Message);
        Assert.Contains(expected, e.Message);
    }

    [Fact]
    public void A_file_another_program_has_locked()
    {
        using var folder = new ExportFolder();
        using FileStream locked = new(folder.File("Hastalar.csv"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        MigrationException e = folder.Refused();
        Assert.Equal("SourceFileUnreadable", e.Code);
        Assert.Contains("Hastalar.csv", e.Message);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 })]
    [InlineData(new byte[] { (byte)'P', (byte)'K', 3, 4, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { })]
    public void A_corrupt_workbook(byte[] bytes)
    {
        using var folder = new ExportFolder();

        MigrationException e = folder.WriteBytes("Randevular.xlsx", bytes).Refused();
        Assert.Equal("SourceFileUnreadable", e.Code);
        Assert.Contains("Randevular.xlsx", e.Message);
    }

    [Fact]
    public void A_file_that_goes_away_after_opening()
    {
        using var folder = new ExportFolder();
        using var source = folder.Open();
        File.Delete(folder.File("Hastalar.csv"));

        var e = Assert.Throws<MigrationException>(() => source.Read("patient").ToBlockingEnumerable().ToList());
        Assert.Equal("SourceFileUnreadable", e.Code);
    }

    [Fact]
    public void An_unknown_encoding()
    {
        // "İ" and "ş" of the DOS code page 857 stand for nothing in windows-1254.
        byte[] dos = [.. "Hasta No;Ad;Soyad\n1;"u8, 0x98, 0x8d, 0x9f, 0x9e, 0x81, 0x8d, (byte)';', 0x8d, (byte)'\n'];
        using var folder = new ExportFolder();

        MigrationException e = folder.WriteBytes("Hastalar.csv", dos).Refused();
        Assert.Equal("UnknownEncoding", e.Code);
        Assert.Contains("Hastalar.csv", e.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1;Ayşe;Çelik\n2;Ali;Kaya\n")]
    [InlineData("bir\niki\n")]
    public void A_file_without_a_header(string text)
    {
        using var folder = new ExportFolder();

        MigrationException e = folder.Write("Hastalar.csv", text).Refused();
        Assert.Equal("HeaderNotFound", e.Code);
        Assert.Contains("Hastalar.csv", e.Message);
        Assert.Contains("Hasta No", e.Message);
        Assert.DoesNotContain("Ayşe", e.Message);
    }

    [Fact]
    public void A_missing_column_no_record_can_do_without()
    {
        using var folder = new ExportFolder();

        MigrationException e = folder.Write("Hastalar.csv", "Adı;Soyadı;Doğum Tarihi\nAyşe;Çelik;05.03.1987\n").Refused();
        Assert.Equal("MissingColumn", e.Code);
        Assert.Contains("Hastalar.csv", e.Message);
        Assert.Contains("patient_id", e.Message);
        Assert.Contains("Hasta No, Hasta Kodu", e.Message);
    }

    [Fact]
    public void A_duplicate_of_a_column_no_record_can_do_without()
    {
        using var folder = new ExportFolder();

        MigrationException e = folder.Write("Hastalar.csv", "Hasta No;Adı;Hasta Kodu\n1;Ayşe;2\n").Refused();
        Assert.Equal("DuplicateHeader", e.Code);
        Assert.Contains("Hastalar.csv", e.Message);
        Assert.Contains("'Hasta No' and 'Hasta Kodu'", e.Message);
    }

    [Fact]
    public void Of_other_duplicates_the_first_is_read_and_a_warning_says_so()
    {
        using var folder = new ExportFolder();
        folder.Write("Hastalar.csv", "Hasta No;Telefon;Tel;Göz Rengi\n1;111;222;mavi\n");

        using var source = folder.Open();
        Assert.Equal("111", source.Read("patient").ToBlockingEnumerable().Single().Read("phone").Value);
        IReadOnlyList<string> warnings = source.Files.Single(f => f.Object == "patient").Warnings;
        Assert.Contains(warnings, w => w.Contains("'Telefon' and 'Tel'"));
        Assert.Contains(warnings, w => w.Contains("'Göz Rengi' is not known as a field of Patient"));
    }
}
