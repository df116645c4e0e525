using System.Text;
using DentalMigration.Sources;

namespace DentalMigration.Tests.Sources;

public class EncodingTests
{
    private const string Text = "Hasta No;Adı;Soyadı;Doğum Tarihi;Şikayeti\n1;İlker;Işık;05.03.1987;Ağrı\n2;Çağla;Öğüş;06.03.1987;Şişlik\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-mark", "windows-1254", "utf-16", "utf-16BE", "utf-16-markless", "utf-16BE-markless"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_encoding_is_found_on_the_evidence_of_the_bytes(string name)
    {
        Encoding encoding = name switch
        {
            "utf-8" => new UTF8Encoding(false),
            "utf-8-mark" => new UTF8Encoding(true),
            "windows-1254" => ExportFolder.Turkish,
            "utf-16" => new UnicodeEncoding(false, true),
            "utf-16BE" => new UnicodeEncoding(true, true),
            "utf-16-markless" => new UnicodeEncoding(false, false),
            _ => new UnicodeEncoding(true, false),
        };
        using var folder = new ExportFolder();

        List<SourceRecord> records = folder.Patients(Text, encoding);

        Assert.Equal(["İlker", "Çağla"], records.Select(r => r.Read("first_name").Value));
        Assert.Equal(["Ağrı", "Şişlik"], records.Select(r => r.Read("complaint").Value));
        Assert.Equal("Hasta No", folder.Open().Files.Single(f => f.Object == "patient").Columns[0].Header);
    }

    [Fact]
    public void A_letter_that_shows_late_still_decides()
    {
        using var folder = new ExportFolder();
        string plain = string.Concat(Enumerable.Range(1, 30_000).Select(i => $"{i};Ali;Kaya\n"));

        List<SourceRecord> records = folder.Patients("Hasta No;Ad;Soyad\n" + plain + "99999;Ağrı;Şahin\n", ExportFolder.Turkish);

        Assert.Equal("Ağrı", records[^1].Read("first_name").Value);
    }

    [Fact]
    public void Turkish_letters_read_as_Latin_ones_are_repaired_where_the_headers_confirm_it()
    {
        using var folder = new ExportFolder();
        string damaged = Encoding.Latin1.GetString(ExportFolder.Turkish.GetBytes(Text));

        SourceRecord first = folder.Patients(damaged)[0];

        Assert.Equal("İlker", first.Read("first_name").Value);
        Assert.Equal("Işık", first.Read("last_name").Value);
        Assert.Contains(folder.Open().Files.Single(f => f.Object == "patient").Warnings, w => w.Contains("put right"));
    }

    [Fact]
    public void Utf8_read_as_Western_is_repaired_where_the_headers_confirm_it()
    {
        using var folder = new ExportFolder();
        Encoding western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

        SourceRecord second = folder.Patients(western.GetString(Encoding.UTF8.GetBytes(Text)))[1];

        Assert.Equal("Çağla", second.Read("first_name").Value);
    }

    [Fact]
    public void Many_damaged_values_confirm_it_too_but_single_letters_do_not()
    {
        using var folder = new ExportFolder();
        string many = string.Concat(Enumerable.Range(1, 50).Select(i => $"{i};Ayþe;Yýlmaz\n"));
        Assert.Equal("Ayşe", folder.Patients("Hasta No;Ad;Soyad\n" + many)[0].Read("first_name").Value);

        string one = string.Concat(Enumerable.Range(1, 50).Select(i => $"{i};Ayşe;Yılmaz\n")) + "51;Þórður;Ýmir\n";
        Assert.Equal("Þórður", folder.Patients("Hasta No;Ad;Soyad\n" + one)[50].Read("first_name").Value);
    }

    [Fact]
    public void A_letter_lost_for_good_is_a_fault_of_its_field()
    {
        using var folder = new ExportFolder();
        byte[] text = [.. Encoding.UTF8.GetBytes("Hasta No;Adı;Soyadı\n1;Ayşe;Çelik\n" + new string('x', 300_000) + ";;\n2;Ay"), 0xff, (byte)'e', .. ";Kaya\n"u8];

        SourceRecord last = folder.WriteBytes("Hastalar.csv", text).Read("patient")[^1];

        Assert.Equal("InvalidCharacters", last.Read("first_name").Fault!.Code);
        Assert.Equal("Kaya", last.Read("last_name").Value);
    }
}
