using DentalMigration.Sources;

namespace DentalMigration.Tests.Sources;

public class ColumnFormatTests
{
    private static (ColumnFormat Format, IReadOnlyList<string> Warnings) Of(string header, params string[] values)
    {
        using var folder = new ExportFolder();
        folder.Write("Hastalar.csv", $"Hasta No;Adı;{header}\n" + string.Concat(values.Select((v, i) => $"{i};Ali;{v}\n")));
        using var source = folder.Open();
        SourceFile file = source.Files.Single(f => f.Object == "patient");
        return (file.Columns[2].Format, file.Warnings);
    }

    [Fact]
    public void A_first_part_past_twelve_proves_day_first()
    {
        (ColumnFormat format, IReadOnlyList<string> warnings) = Of("Doğum Tarihi", "05/03/1987", "13/04/1990");
        Assert.Equal(DateOrder.DayMonthYear, format.Order);
        Assert.Empty(warnings);
    }

    [Fact]
    public void A_second_part_past_twelve_proves_month_first() =>
        Assert.Equal(DateOrder.MonthDayYear, Of("Doğum Tarihi", "05/03/1987", "00.00.0000", "04/13/1990", "").Format.Order);

    [Fact]
    public void A_year_written_first_is_its_own_order() =>
        Assert.Equal(DateOrder.YearMonthDay, Of("Doğum Tarihi", "1987-03-05", "1990-04-13").Format.Order);

    [Fact]
    public void Without_proof_the_systems_habit_counts_and_a_warning_says_so()
    {
        (ColumnFormat format, IReadOnlyList<string> warnings) = Of("Doğum Tarihi", "05/03/1987", "04/12/1990");
        Assert.Equal(DateOrder.DayMonthYear, format.Order);
        Assert.Contains(warnings, w => w.Contains("'Doğum Tarihi' has no date that proves its order"));
        Assert.DoesNotContain(warnings, w => w.Contains("1987"));
    }

    [Fact]
    public void Contradictory_dates_are_said_and_the_more_frequent_order_is_used()
    {
        (ColumnFormat format, IReadOnlyList<string> warnings) = Of("Doğum Tarihi", "04/13/1990", "04/14/1990", "15/04/1990");
        Assert.Equal(DateOrder.MonthDayYear, format.Order);
        Assert.Contains(warnings, w => w.Contains("both orders"));
    }

    [Theory]
    [InlineData(',', "1.250,00")]
    [InlineData('.', "1,250.00")]
    [InlineData(',', "12,5")]
    [InlineData('.', "12.5")]
    [InlineData(',', "1.250.000")]
    [InlineData('.', "1,250,000")]
    [InlineData(',', "0,125")]
    [InlineData('.', "1.250", "(12.50)")]
    [InlineData(',', "1.250", "1250", "3,5 TL")]
    [InlineData(',', "1.250")]
    [InlineData(',', "1250")]
    public void The_decimal_sign_is_found(char expected, params string[] values) =>
        Assert.Equal(expected, Of("Bakiye", [.. values.Select(v => $"\"{v}\"")]).Format.DecimalSign);

    [Fact]
    public void An_amount_that_can_be_read_two_ways_is_said()
    {
        Assert.Contains(Of("Bakiye", "1.250", "2.500").Warnings, w => w.Contains("no number that proves its decimal sign"));
        Assert.Contains(Of("Bakiye", "1,5", "2.5").Warnings, w => w.Contains("both '.' and ','"));
        Assert.Empty(Of("Bakiye", "1.250,00", "2.500").Warnings);
    }
}
