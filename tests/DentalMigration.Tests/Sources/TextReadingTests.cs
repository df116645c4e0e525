namespace DentalMigration.Tests.Sources;

public class TextReadingTests
{
    [Theory]
    [InlineData("-")]
    [InlineData("--")]
    [InlineData("yok")]
    [InlineData("YOK")]
    [InlineData("null")]
    [InlineData("N/A")]
    [InlineData("Belirtilmemiş")]
    [InlineData("BELİRTİLMEMİŞ")]
    [InlineData(" \u00a0")]
    public void Words_for_nothing_are_empty(string text)
    {
        Assert.Equal(default, Fields.Text(text));
        Assert.Equal(default, Fields.Amount(text));
        Assert.Equal(default, Fields.Code(text));
    }

    [Fact]
    public void Text_is_trimmed_and_a_line_is_one_line()
    {
        Assert.Equal("Ayşe", Fields.Text("  Ayşe\u00a0").Value);
        Assert.Equal("Ayşe Nur", Fields.Text("Ayşe\r\nNur").Value);
        Assert.Equal("iki\r\nsatır", Fields.Note("iki\r\nsatır\r\n").Value);
    }

    [Theory]
    [InlineData("Ay\0şe")]
    [InlineData("Ayşe\u0001")]
    [InlineData("Ay\ufffde")]
    public void Characters_no_one_typed_are_a_fault_of_the_field(string text)
    {
        Assert.Equal("InvalidCharacters", Fields.Text(text).Fault!.Code);
        Assert.Equal("InvalidCharacters", Fields.Note(text).Fault!.Code);
    }

    [Theory]
    [InlineData("402.010")]
    [InlineData("1-7")]
    [InlineData("00123")]
    [InlineData("D0120")]
    [InlineData("K02.1")]
    [InlineData("TP-000123")]
    [InlineData("12345678901")]
    [InlineData("1.2")]
    [InlineData("2E10")]
    public void A_code_stays_as_it_is(string text) => Assert.Equal(text, Fields.Code(text).Value);

    [Theory]
    [InlineData("07.Oca")]
    [InlineData("7-Jan")]
    [InlineData("Oca.07")]
    [InlineData("07.01.2026")]
    [InlineData("07.01.2026 00:00:00")]
    [InlineData("1,23E+10")]
    [InlineData("1.23E+10")]
    public void A_code_a_spreadsheet_has_damaged_is_refused(string text) => Assert.Equal("DamagedCode", Fields.Code(text).Fault!.Code);

    [Theory]
    [InlineData("0532 555 01 23")]
    [InlineData("+90(532)5550123")]
    [InlineData("0532.555.01.23")]
    [InlineData("0532 555 01 26 / 0533 555 01 27")]
    public void A_phone_stays_as_it_is(string text) => Assert.Equal(text, Fields.Phone(text).Value);

    [Fact]
    public void A_phone_a_spreadsheet_has_damaged_is_refused() => Assert.Equal("DamagedCode", Fields.Phone("5,32555E+09").Fault!.Code);

    [Fact]
    public void A_code_of_a_workbook_is_refused_where_its_text_is_lost()
    {
        Assert.Equal("402", Fields.Code(402d).Value);
        Assert.Equal("DamagedCode", Fields.Code(402.01).Fault!.Code);
        Assert.Equal("DamagedCode", Fields.Code(new DateTime(2026, 1, 7)).Fault!.Code);
    }

    [Theory]
    [InlineData("Evet", true)]
    [InlineData("EVET", true)]
    [InlineData("1", true)]
    [InlineData("x", true)]
    [InlineData("AKTİF", true)]
    [InlineData("Hayır", false)]
    [InlineData("HAYIR", false)]
    [InlineData("hayir", false)]
    [InlineData("0", false)]
    [InlineData("Yok", false)]
    [InlineData("Pasif", false)]
    public void A_flag_is_read_by_the_systems_words(string text, bool expected) => Assert.Equal(expected, Fields.Flag(text).Value);

    [Fact]
    public void A_flag_in_other_words_is_malformed()
    {
        Assert.Equal("MalformedFlag", Fields.Flag("belki").Fault!.Code);
        Assert.Equal(default, Fields.Flag("-"));
        Assert.Equal(true, Fields.Flag(true).Value);
        Assert.Equal(true, Fields.Flag(1d).Value);
    }

    [Fact]
    public void A_field_without_a_column_reads_as_empty() =>
        Assert.Equal(default, new ExportFolderRecord().Record.Read("email"));

    private sealed class ExportFolderRecord
    {
        public DentalMigration.Sources.SourceRecord Record { get; }

        public ExportFolderRecord()
        {
            using var folder = new ExportFolder();
            Record = folder.Read("patient")[0];
        }
    }
}
