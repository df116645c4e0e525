using DentalMigration.Mapping;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Mapping.Transforms;

public sealed class IdTransformTests
{
    [Theory]
    [InlineData("10000000146", "10000000146")]
    [InlineData("21221221272", "21221221272")]
    [InlineData("326 003 900 14", "32600390014")]
    [InlineData("99000100032", "99000100032")] // a foreigner's
    public void A_Turkish_id_whose_check_digits_are_right_is_kept(string cell, string kept)
    {
        MappedColumn id = Map(cell);
        Assert.Equal(kept, id.Value);
        Assert.Empty(id.Findings);
    }

    [Theory]
    [InlineData("10000000147")]
    [InlineData("1000000014")]
    [InlineData("AB000000146")]
    public void A_wrong_id_is_reported_and_kept_unless_the_map_says_otherwise(string cell)
    {
        MappedColumn kept = Map(cell);
        Assert.Equal(cell, kept.Value);
        Assert.Equal(["NationalIdInvalid"], kept.Findings);
        MappedColumn blank = Map(cell, FaultPolicy.Blank);
        Assert.Null(blank.Value);
        Assert.Equal(["NationalIdInvalid"], blank.Findings);
    }

    [Fact]
    public void A_map_can_keep_a_wrong_id_and_still_leave_out_one_that_cannot_be_read()
    {
        ColumnMap column = DefaultMap.Create("dentes").Find("patient")!.Columns.Single(c => c.Column == "new_nationalid");
        Assert.Equal("10000000147", MappedColumn.Of("dentes", "patient", column, "String", ("national_id", "10000000147")).Value);
        MappedColumn damaged = MappedColumn.Of("dentes", "patient", column, "String", ("national_id", "1,23E+10"));
        Assert.Null(damaged.Problem);
        Assert.Single(damaged.Findings);
    }

    [Theory]
    [InlineData("11111111110")] // passes the check
    [InlineData("22222222220")]
    [InlineData("12345678950")]
    public void A_placeholder_is_left_out(string cell)
    {
        MappedColumn id = Map(cell);
        Assert.Null(id.Value);
        Assert.Equal(["NationalIdPlaceholder"], id.Findings);
    }

    [Theory]
    [InlineData("219-09-9999", "219-09-9999", null)]
    [InlineData("219099998", "219-09-9998", null)]
    [InlineData("666-12-3456", "666-12-3456", "NationalIdInvalid")]
    [InlineData("12-34X", "12-34X", "NationalIdInvalid")]
    [InlineData("888-88-8888", null, "NationalIdPlaceholder")]
    public void A_social_security_number_is_checked_by_its_form(string cell, string? value, string? finding)
    {
        MappedColumn id = MappedColumn.Of("dental-exec", "patient", Column("nationalid", "national_id", "US"), "String", ("national_id", cell));
        Assert.Equal(value, id.Value);
        Assert.Equal(finding is null ? [] : [finding], id.Findings);
    }

    [Theory]
    [InlineData("1234567890", "1234567890", null)]
    [InlineData("123 456 7890", "1234567890", null)]
    [InlineData("10000000146", "10000000146", null)] // a one-man business has its owner's id
    [InlineData("1234567891", "1234567891", "TaxNumberInvalid")]
    [InlineData("VN 12345", "VN 12345", "TaxNumberInvalid")]
    public void A_tax_number_is_checked_by_its_check_digit(string cell, string value, string? finding)
    {
        MappedColumn number = MappedColumn.Of("dentes", "practice", Column("taxnumber", "tax_number", "TR"), "String", ("tax_number", cell));
        Assert.Equal(value, number.Value);
        Assert.Equal(finding is null ? [] : [finding], number.Findings);
    }

    private static MappedColumn Map(string cell, FaultPolicy onFault = FaultPolicy.Reject) =>
        MappedColumn.Of("dentes", "patient", Column("nationalid", "national_id", "TR") with { OnFault = onFault }, "String", ("national_id", cell));

    private static ColumnMap Column(string transform, string field, string country) =>
        new() { Column = "", From = [field], Transform = transform, With = new Dictionary<string, string> { ["country"] = country } };
}
