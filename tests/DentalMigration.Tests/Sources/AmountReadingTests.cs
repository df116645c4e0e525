using System.Globalization;

namespace DentalMigration.Tests.Sources;

public class AmountReadingTests
{
    [Theory]
    [InlineData("1.250,00", "1250.00")]
    [InlineData("1.250", "1250")]
    [InlineData("1250", "1250")]
    [InlineData("1250,5", "1250.5")]
    [InlineData("12.345.678,90", "12345678.90")]
    [InlineData("(125,50)", "-125.50")]
    [InlineData("-0,01", "-0.01")]
    [InlineData("−0,01", "-0.01")]
    [InlineData("- 100,00", "-100")]
    [InlineData("1.750,00-", "-1750")]
    [InlineData("+5", "5")]
    [InlineData("1.750,00 TL", "1750")]
    [InlineData("1.750,00TL", "1750")]
    [InlineData("1.750,00 ₺", "1750")]
    [InlineData("₺ 1.750,00", "1750")]
    [InlineData("₺-1.750,00", "-1750")]
    [InlineData("-₺1.750,00", "-1750")]
    [InlineData("1 750,00", "1750")]
    [InlineData(",50", "0.50")]
    [InlineData("0", "0")]
    public void An_amount_is_read_however_it_is_written(string text, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Fields.Amount(text.Replace("1 750", "1\u00a0750")).Value);

    [Theory]
    [InlineData("12.5")]
    [InlineData("12.50.00")]
    [InlineData("1.25,00")]
    [InlineData("1250.000")]
    [InlineData("1,250,00")]
    [InlineData("12,")]
    [InlineData(".250")]
    [InlineData("1..250")]
    [InlineData("12 000 000 x")]
    [InlineData("12 USD")]
    [InlineData("€ 12")]
    [InlineData("1e3")]
    [InlineData("--5")]
    [InlineData("TL")]
    [InlineData("99999999999999999999999999999")]
    public void What_is_no_amount_is_malformed_rather_than_guessed(string text)
    {
        var reading = Fields.Amount(text);

        Assert.Null(reading.Value);
        Assert.Equal("MalformedAmount", reading.Fault!.Code);
        Assert.DoesNotContain(text, reading.Fault.Reason);
    }

    [Fact]
    public void The_columns_sign_decides_what_a_point_means()
    {
        Assert.Equal(1250m, Fields.Amount("1.250").Value);
        Assert.Equal(1.25m, Fields.Amount("1.250", '.').Value);
        Assert.Equal(1250m, Fields.Amount("1,250", '.').Value);
        Assert.Equal(1250.5m, Fields.Amount("1,250.50", '.').Value);
    }

    [Theory]
    [InlineData("%10", "10")]
    [InlineData("% 7,5", "7.5")]
    [InlineData("10%", "10")]
    [InlineData("10", "10")]
    public void A_percentage_is_its_number(string text, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Fields.Percent(text).Value);

    [Fact]
    public void A_whole_number_has_no_fraction()
    {
        Assert.Equal(42L, Fields.Integer("42").Value);
        Assert.Equal(1250L, Fields.Integer("1.250").Value);
        Assert.Equal(42L, Fields.Integer("42,0").Value);
        Assert.Equal(42L, Fields.Integer(42d).Value);
        Assert.Equal("MalformedNumber", Fields.Integer("42,5").Fault!.Code);
        Assert.Equal("MalformedNumber", Fields.Integer("kırk").Fault!.Code);
    }

    [Fact]
    public void A_number_of_a_workbook_needs_no_sign()
    {
        Assert.Equal(1250.5m, Fields.Amount(1250.5).Value);
        Assert.Equal(-0.01m, Fields.Amount(-0.01).Value);
        Assert.Equal("MalformedAmount", Fields.Amount(1e30).Fault!.Code);
        Assert.Equal("MalformedAmount", Fields.Amount(new DateTime(2024, 1, 7)).Fault!.Code);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("en-US")]
    [InlineData("fr-FR")]
    public void Every_amount_reads_back_under_every_culture(string culture) => ExportFolder.Under(culture, () =>
    {
        var turkish = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++)
        {
            decimal amount = decimal.Round((decimal)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(1, 13))), 2);
            Assert.Equal(amount, Fields.Amount(amount.ToString("N2", turkish)).Value);
            Assert.Equal(amount, Fields.Amount(amount.ToString("F2", turkish)).Value);
            Assert.Equal(amount, Fields.Amount(amount.ToString("N2", CultureInfo.InvariantCulture), '.').Value);
        }

        return true;
    });
}
