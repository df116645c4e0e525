using DentalMigration.Mapping;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Mapping.Transforms;

public sealed class ToothTransformTests
{
    [Theory]
    [InlineData("dentes", "18", "18")]
    [InlineData("dentes", "55", "55")]
    [InlineData("dentes", "16, 17", "16, 17")]
    [InlineData("dental-exec", "18", "37")] // FDI 18 is another tooth altogether
    [InlineData("dental-exec", "1", "18")]
    [InlineData("dental-exec", "08", "11")]
    [InlineData("dental-exec", "32", "48")]
    [InlineData("dental-exec", "A", "55")]
    [InlineData("dental-exec", "t", "85")]
    [InlineData("dental-exec", "#30", "46")]
    [InlineData("dental-exec", "10", "22")] // a tooth in Universal, a quadrant in FDI
    public void A_tooth_is_read_in_its_systems_own_notation(string system, string cell, string fdi)
    {
        MappedColumn tooth = Map(system, cell, ("to", "FDI"));
        Assert.Equal(fdi, tooth.Value);
        Assert.Empty(tooth.Findings);
    }

    [Theory]
    [InlineData("dentes", "10", "Upper right")]
    [InlineData("dentes", "1234", "Whole mouth")]
    [InlineData("dentes", "1020", "Upper jaw")]
    [InlineData("dentes", "70", "Lower left, primary")]
    [InlineData("dentes", "Üst Çene", "Upper jaw")]
    [InlineData("dental-exec", "40", "Lower right")]
    [InlineData("dental-exec", "UR", "Upper right")]
    public void A_region_is_no_tooth(string system, string cell, string area)
    {
        MappedColumn tooth = Map(system, cell, ("to", "FDI"));
        Assert.Null(tooth.Value);
        Assert.Equal(["ToothIsRegion"], tooth.Findings);
        Assert.Equal(area, Map(system, cell, ("to", "area")).Value);
        Assert.Null(Map(system, cell, ("to", "notation")).Value);
    }

    [Theory]
    [InlineData("dentes", "8")]
    [InlineData("dentes", "19")]
    [InlineData("dentes", "56")]
    [InlineData("dental-exec", "46")] // FDI in a Universal column is reported, not guessed
    [InlineData("dental-exec", "U")]
    [InlineData("dental-exec", "30, 99")]
    public void What_is_no_tooth_stays_empty_and_is_reported(string system, string cell)
    {
        MappedColumn tooth = Map(system, cell, ("to", "FDI"));
        Assert.Null(tooth.Value);
        Assert.Equal(["ToothUnknown"], tooth.Findings);
        Assert.Equal(cell, Map(system, cell, ("to", "raw")).Value);
    }

    [Theory]
    [InlineData("UR6", "16")]
    [InlineData("ll8", "38")]
    [InlineData("LRE", "85")]
    public void Palmer_is_read_where_the_map_says_so(string cell, string fdi) =>
        Assert.Equal(fdi, Map("dental-exec", cell, ("notation", "Palmer"), ("to", "FDI")).Value);

    [Fact]
    public void Every_tooth_comes_back_from_the_other_notation()
    {
        IEnumerable<int> teeth = from quadrant in Enumerable.Range(1, 8) from place in Enumerable.Range(1, quadrant > 4 ? 5 : 8) select (quadrant * 10) + place;
        foreach (string fdi in teeth.Select(t => $"{t}"))
        {
            string universal = Map("dentes", fdi, ("to", "Universal")).Value!;
            Assert.Equal(fdi, Map("dental-exec", universal, ("to", "FDI")).Value);
        }
    }

    private static MappedColumn Map(string system, string cell, params (string Name, string Value)[] with) => MappedColumn.Of(
        system,
        "procedure",
        new ColumnMap { Column = "", From = ["tooth_number"], Transform = "tooth", With = with.ToDictionary(w => w.Name, w => w.Value) },
        "String",
        ("tooth_number", cell));
}
