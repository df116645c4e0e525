using DentalMigration.Sources;

namespace DentalMigration.Tests.Sources;

public class CsvReadingTests
{
    private const string Header = "Hasta No;Adı;Soyadı;Notlar\n";

    [Theory]
    [InlineData(';')]
    [InlineData(',')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_delimiter_is_found(char delimiter)
    {
        using var folder = new ExportFolder();
        string text = $"{Header}1;Ayşe;Çelik;\"a;b,c|d\te\"\n".Replace(';', delimiter);

        SourceRecord record = Assert.Single(folder.Patients(text));

        Assert.Equal("Çelik", record.Read("last_name").Value);
        Assert.Equal("a;b,c|d\te".Replace(';', delimiter), record.Read("notes").Value);
        Assert.Equal(delimiter.ToString(), folder.Open().Files.Single(f => f.Object == "patient").Delimiter);
    }

    [Fact]
    public void A_quoted_note_keeps_its_lines_delimiters_and_quotes_and_lines_are_counted()
    {
        using var folder = new ExportFolder();

        List<SourceRecord> records = folder.Patients(Header + "1;Ali;Kaya;\"bir\r\niki; \"\"üç\"\"\n\"\n2;Veli;Ak;\n\n\n3;Can;Su;x\n");

        Assert.Equal("bir\r\niki; \"üç\"", records[0].Read("notes").Value);
        Assert.Equal([2, 5, 8], records.Select(r => r.Position.Line));
        Assert.All(records, r => Assert.Null(r.Fault));
    }

    [Fact]
    public void A_quote_within_a_field_is_a_letter_like_any_other()
    {
        using var folder = new ExportFolder();

        List<SourceRecord> records = folder.Patients(Header + "1;Ali;Kaya;5\" ekran\n2;Veli;Ak;\"o \"usta\" dedi\"\n3;Can;Su;x\n");

        Assert.Equal(3, records.Count);
        Assert.Equal("5\" ekran", records[0].Read("notes").Value);
        Assert.Null(records[1].Fault);
        Assert.Equal("x", records[2].Read("notes").Value);
    }

    [Fact]
    public void A_ragged_row_costs_itself_alone()
    {
        using var folder = new ExportFolder();

        List<SourceRecord> records = folder.Patients(Header + "1;Ali;Kaya;x\n2;Veli\n3;Can;Su;x;fazla\n4;Ece;Er;x;;;\n5;Su;Ay;x\n");

        Assert.Equal([null, "RaggedRow", "RaggedRow", null, null], records.Select(r => r.Fault?.Code));
        Assert.Equal(["1", "2", "3", "4", "5"], records.Select(r => r.Key));
        Assert.Contains("5 cells where the header has 4", records[2].Fault!.Reason);
        Assert.DoesNotContain("fazla", records[2].Fault!.Reason);
    }

    [Theory]
    [InlineData(15, 15)]
    [InlineData(16, 0)]
    [InlineData(40, 0)]
    public void Rows_a_spreadsheet_has_cut_short_together_are_whole(int rows, int faults)
    {
        using var folder = new ExportFolder();
        string cut = string.Concat(Enumerable.Range(1, rows).Select(i => $"{i};Ali\n"));

        List<SourceRecord> records = folder.Patients(Header + "900;Ece;Er;x\n" + cut + "901;Can;Su;x\n902;Su\n");

        Assert.Equal(rows + 3, records.Count);
        Assert.Equal(faults + 1, records.Count(r => r.Fault?.Code == "RaggedRow"));
        Assert.Equal("902", records[^1].Key);
        Assert.NotNull(records[^1].Fault);
        Assert.Equal(Enumerable.Range(2, rows + 3), records.Select(r => r.Position.Line));
        Assert.Equal("Ali", records[5].Read("first_name").Value);
        Assert.Equal(default, records[5].Read("notes"));
    }

    [Fact]
    public void An_unclosed_quote_costs_its_line_and_not_the_rest_of_the_file()
    {
        using var folder = new ExportFolder();
        string rest = string.Concat(Enumerable.Range(3, 2000).Select(i => $"{i};Ad{i};Soyad;\n"));

        List<SourceRecord> records = folder.Patients(Header + "1;Ali;Kaya;\n2;\"Veli;Ak;\n" + rest);

        Assert.Equal(2002, records.Count);
        Assert.Equal("UnclosedQuote", records[1].Fault!.Code);
        Assert.Equal(3, records[1].Position.Line);
        Assert.Equal("Ad3", records[2].Read("first_name").Value);
        Assert.Single(records, r => r.Fault is not null);
    }

    [Fact]
    public void An_unclosed_quote_is_seen_at_the_next_quoted_field()
    {
        using var folder = new ExportFolder();

        List<SourceRecord> records = folder.Patients(Header + "1;Ali;Kaya;\"açık\n2;Veli;Ak;\"kapalı\"\n3;Can;Su;\"iki\nsatır\"\n4;\"Ece;Er;\n");

        Assert.Equal(["UnclosedQuote", null, null, "UnclosedQuote"], records.Select(r => r.Fault?.Code));
        Assert.Equal("kapalı", records[1].Read("notes").Value);
        Assert.Equal("iki\nsatır", records[2].Read("notes").Value);
    }

    [Fact]
    public void A_note_of_many_lines_is_not_taken_for_an_unclosed_quote()
    {
        using var folder = new ExportFolder();
        string note = string.Join("\n", Enumerable.Repeat("satır", 400));

        List<SourceRecord> records = folder.Patients(Header + $"1;Ali;Kaya;\"{note}\"\n2;Veli;Ak;\n");

        Assert.Equal(note, records[0].Read("notes").Value);
        Assert.Equal(402, records[1].Position.Line);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_is_written_by_the_rules_reads_back(int seed)
    {
        using var folder = new ExportFolder();
        var random = new Random(seed);
        string[] pieces = ["a", "Ş", ";", "\"", "\n", "\r\n", ",", " ", "\t", new string('x', 700)];
        string Piece() => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => pieces[random.Next(pieces.Length)]));
        List<(string Name, string Note)> rows = [.. Enumerable.Range(0, 3000).Select(_ => (Piece(), Piece()))];
        string Quoted(string text) => text.AsSpan().IndexOfAny(";\"\r\n") >= 0 || random.Next(4) == 0 ? $"\"{text.Replace("\"", "\"\"")}\"" : text;

        List<SourceRecord> records = folder.Patients(
            Header + string.Concat(rows.Select((r, i) => $"{i};{Quoted(r.Name)};Kaya;{Quoted(r.Note)}{(random.Next(2) == 0 ? "\n" : "\r\n")}")));

        Assert.Equal(rows.Count, records.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            Assert.Null(records[i].Fault);
            Assert.Equal(rows[i].Name.Trim(), records[i].Text("first_name") ?? string.Empty);
            Assert.Equal(rows[i].Note.Trim(), records[i].Text("notes") ?? string.Empty);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Whatever_bytes_a_file_holds_reading_ends_in_records_or_in_one_refusal(int seed)
    {
        var random = new Random(seed);
        byte[] alphabet = [.. "1;a\"\n\r,\t "u8, 0, 0xfe, 0xc5, 0x9f];
        for (int round = 0; round < 60; round++)
        {
            using var folder = new ExportFolder();
            byte[] noise = [.. Enumerable.Range(0, random.Next(5000)).Select(_ => alphabet[random.Next(alphabet.Length)])];
            folder.WriteBytes("Hastalar.csv", [.. System.Text.Encoding.UTF8.GetBytes(Header), .. noise]);
            try
            {
                Assert.All(folder.Read("patient"), r => Assert.All(r.Object.Fields, f => r.Read(f.Name)));
            }
            catch (MigrationException e)
            {
                Assert.Equal("UnknownEncoding", e.Code);
            }
        }
    }

    [Fact]
    public void A_record_without_its_key_is_faulty_and_says_which_field()
    {
        using var folder = new ExportFolder();

        List<SourceRecord> records = folder.Patients(Header + ";Ali;Kaya;\n-;Veli;Ak;\n1\0;Can;Su;\n2;Ece;Er;\n");

        Assert.Equal(["MissingKey", "MissingKey", "InvalidCharacters", null], records.Select(r => r.Fault?.Code));
        Assert.Equal("patient_id", records[0].Fault!.Field);
        Assert.Equal("", records[0].Key);
    }

    [Fact]
    public void Titles_repeated_headers_totals_and_blank_rows_are_no_records()
    {
        using var folder = new ExportFolder();

        List<SourceRecord> records = folder.Patients(
            "Dr.DENTES Hasta Listesi;;;\nFiltre: Şube = Tümü; Tarih;;\n;;;\n" + Header + "1;Ali;Kaya;\n" + "Dr.DENTES Hasta Listesi;;;\n" + Header
            + "2;Veli;Ak;\n;;;\n" + "TOPLAM;;;2\nToplam: 2 kayıt;;;\nSayfa 1 / 1;;;\n");

        Assert.Equal(["1", "2"], records.Select(r => r.Key));
        Assert.Equal([5, 8], records.Select(r => r.Position.Line));
        Assert.Equal(4, folder.Open().Files.Single(f => f.Object == "patient").HeaderLine);
    }

    [Fact]
    public void A_record_that_only_begins_like_a_totals_row_is_kept()
    {
        using var folder = new ExportFolder();
        folder.Write("Hastalar.csv", "Soyadı;Adı;Hasta No\nToplam;Ali;1\nToplamacı;Can;2\nToplam;;\n");

        Assert.Equal(["1", "2"], folder.Read("patient").Select(r => r.Key));
    }

    [Fact]
    public void Text_gives_the_cell_as_the_file_has_it()
    {
        using var folder = new ExportFolder();
        folder.Write("Hastalar.csv", "Hasta No;Doğum Tarihi;Bakiye\n1; 31.06.1987 ;-\n");

        SourceRecord record = folder.Read("patient")[0];
        Assert.Equal("31.06.1987", record.Text("birth_date"));
        Assert.Equal("-", record.Text("balance"));
        Assert.Null(record.Text("email"));
    }

    [Fact]
    public void A_cancelled_reading_stops()
    {
        using var folder = new ExportFolder();
        using var source = folder.Open();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => source.Read("patient", cancelled.Token).ToBlockingEnumerable().ToList());
    }
}
