using DentalMigration.Mapping;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Mapping.Transforms;

public sealed class NoteTransformTests
{
    private static readonly ColumnMap Whole = new()
    {
        Column = "",
        From = ["note_text", "note_type", "author", "note_date", "note_time", "tooth_number", "is_pinned"],
        Transform = "note",
        With = new Dictionary<string, string> { ["note_type"] = "Type", ["note_date"] = "Date", ["note_time"] = "Time" },
    };

    private static readonly ColumnMap Body = Whole with { From = ["note_text"] };

    private static readonly ColumnMap AsText = Body with { With = new Dictionary<string, string> { ["as"] = "text" } };

    [Fact]
    public void What_a_note_has_no_columns_for_stands_above_its_text_in_the_practices_time() => Assert.Equal(
        "<p>Type: SOAP<br>Author: Dt. A &amp; B<br>Date: 2026-10-01<br>Time: 14:40 (Europe/Istanbul)<br>Tooth number: 46</p><p>Kontrol</p>",
        Map(Whole, "Kontrol", ("note_type", "SOAP"), ("author", "Dt. A & B"), ("note_date", "01.10.2026"), ("note_time", "14:40"), ("tooth_number", "46"), ("is_pinned", "Hayır")));

    [Fact]
    public void A_date_with_its_time_in_one_field_keeps_both() =>
        Assert.Equal("<p>Date: 2026-10-01 14:40 (Europe/Istanbul)</p><p>Kontrol</p>", Map(Whole, "Kontrol", ("note_date", "01.10.2026 14:40:10")));

    [Theory]
    [InlineData("<p><b>S:</b> a &lt; b</p>")]
    [InlineData("satır<br/>satır")]
    [InlineData("<span style=\"color:red\">x</span>")]
    public void Html_is_kept_as_it_is(string html) => Assert.Equal(html, Map(Body, html));

    [Theory]
    [InlineData("cep < 4 mm ve > 2 mm", "<p>cep &lt; 4 mm ve &gt; 2 mm</p>")]
    [InlineData("a<b and c>d", "<p>a&lt;b and c&gt;d</p>")]
    [InlineData("bir\r\niki\nüç", "<p>bir<br>iki<br>üç</p>")]
    [InlineData("A&B", "<p>A&amp;B</p>")]
    [InlineData("A&amp;B 5 &lt; 6", "<p>A&amp;B 5 &lt; 6</p>")] // escaped once already
    public void Plain_text_looks_as_it_did(string text, string html) => Assert.Equal(html, Map(Body, text));

    [Fact]
    public void A_column_of_plain_text_gets_plain_text() => Assert.Equal("A & B\n< 4 mm", Map(AsText, "A & B\n< 4 mm"));

    [Theory]
    [InlineData(@"{\rtf1\ansi Hello\par world}", "Hello\nworld")]
    [InlineData(@"{\rtf1\ansi\ansicpg1254{\fonttbl{\f0 Arial;}}{\*\generator x;}\f0 \'deikayet: di\'fe}", "Şikayet: diş")]
    [InlineData(@"{\rtf1\uc1 \u351?eker \{x\} a\\b}", "şeker {x} a\\b")]
    [InlineData(@"{\rtf1{\colortbl;\red0\green0\blue0;}{\b bold} plain\tab x\line y}", "bold plain\tx\ny")]
    [InlineData(@"{\rtf1 cut off {\b here", "cut off here")]
    [InlineData(@"{\rtf1 broken \'z} \u99999999999999? }}}", "broken z ?")]
    public void Rtf_is_read_as_text(string rtf, string text) => Assert.Equal(text, Map(AsText, rtf));

    [Fact]
    public void Rtf_in_a_column_of_html_is_escaped() => Assert.Equal("<p>a<br>&lt; 4 mm</p>", Map(Body, @"{\rtf1 a\par < 4 mm}"));

    [Fact]
    public void A_note_of_nothing_stays_empty() => Assert.Null(Map(Whole, null));

    private static string? Map(ColumnMap column, string? text, params (string, string?)[] cells) =>
        MappedColumn.Of("dentes", "note", column, "Memo", [("note_id", "1"), ("note_text", text), .. cells]).Value;
}
