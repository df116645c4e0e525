using DentalMigration.Sources;

namespace DentalMigration.Tests.Sources;

public class DateReadingTests
{
    [Theory]
    [InlineData("05.03.1987", 1987, 3, 5)]
    [InlineData("5.3.1987", 1987, 3, 5)]
    [InlineData("05/03/1987", 1987, 3, 5)]
    [InlineData("05-03-1987", 1987, 3, 5)]
    [InlineData("1987-03-05", 1987, 3, 5)]
    [InlineData("1987.03.05", 1987, 3, 5)]
    [InlineData("19870305", 1987, 3, 5)]
    [InlineData(" 05.03.1987 00:00:00 ", 1987, 3, 5)]
    [InlineData("1987-03-05T00:00:00", 1987, 3, 5)]
    [InlineData("29.02.2024", 2024, 2, 29)]
    public void A_day_is_read_however_it_is_written(string text, int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), Fields.Date(text).Value);

    [Fact]
    public void The_columns_order_decides_between_day_and_month()
    {
        Assert.Equal(new DateOnly(1987, 3, 5), Fields.Date("05/03/1987").Value);
        Assert.Equal(new DateOnly(1987, 5, 3), Fields.Date("05/03/1987", DateOrder.MonthDayYear).Value);
        Assert.Equal(new DateOnly(1987, 3, 5), Fields.Date("1987-03-05", DateOrder.MonthDayYear).Value);
    }

    [Theory]
    [InlineData("31.06.1987")]
    [InlineData("29.02.1900")]
    [InlineData("29.02.2023")]
    [InlineData("13.13.1987")]
    [InlineData("00.05.1987")]
    [InlineData("05.1987")]
    [InlineData("5.3.198")]
    [InlineData("05.03/1987")]
    [InlineData("05.03.1987 25:00")]
    [InlineData("05.03.1987x")]
    [InlineData("bugün")]
    [InlineData("٠٥.٠٣.١٩٨٧")]
    public void A_day_that_is_none_is_malformed_and_the_reason_holds_no_value(string text)
    {
        FieldReading reading = Fields.Date(text);

        Assert.Null(reading.Value);
        Assert.Equal("MalformedDate", reading.Fault!.Code);
        Assert.Equal("last_visit_date", reading.Fault.Field);
        Assert.Contains("day.month.year", reading.Fault.Reason);
        Assert.DoesNotContain(text, reading.Fault.Reason);
    }

    [Theory]
    [InlineData("00.00.0000")]
    [InlineData("0000-00-00")]
    [InlineData("00/00/0000 00:00:00")]
    [InlineData("0001-01-01")]
    [InlineData("01.01.0001 00:00:00")]
    [InlineData("30.12.1899")]
    [InlineData("-")]
    [InlineData("NULL")]
    [InlineData("yok")]
    [InlineData("  ")]
    [InlineData("")]
    [InlineData(null)]
    public void Placeholders_are_no_date(string? text) => Assert.Equal(default, Fields.Date(text));

    [Fact]
    public void First_of_January_1900_is_no_birth_date_but_a_date_elsewhere()
    {
        Assert.Equal(default, Fields.BirthDate("01.01.1900"));
        Assert.Equal(default, Fields.BirthDate("1900-01-01 00:00:00"));
        Assert.Equal(default, Fields.BirthDate(new DateTime(1900, 1, 1)));
        Assert.Equal(new DateOnly(1900, 1, 1), Fields.Date("01.01.1900").Value);
    }

    [Theory]
    [InlineData("05.03.55", 1955)]
    [InlineData("05.03.26", 2026)]
    [InlineData("05.03.27", 1927)]
    [InlineData("05.03.00", 2000)]
    public void Two_digits_of_a_birth_year_mean_the_past(string text, int year) =>
        Assert.Equal(new DateOnly(year, 3, 5), Fields.BirthDate(text).Value);

    [Theory]
    [InlineData("05.03.27", 2027)]
    [InlineData("05.03.49", 2049)]
    [InlineData("05.03.50", 1950)]
    public void Two_digits_of_another_year_may_mean_the_future(string text, int year) =>
        Assert.Equal(new DateOnly(year, 3, 5), Fields.Date(text).Value);

    [Theory]
    [InlineData("9.09.2024 14:18:17", "2024-09-09T14:18:17")]
    [InlineData("02.11.2023 15:42", "2023-11-02T15:42:00")]
    [InlineData("02.11.2023 15.42", "2023-11-02T15:42:00")]
    [InlineData("2023-11-02T15:42:10.123", "2023-11-02T15:42:10")]
    [InlineData("02.11.2023", "2023-11-02T00:00:00")]
    public void A_moment_keeps_its_time_and_has_no_zone(string text, string expected)
    {
        var moment = (DateTime)Fields.Moment(text).Value!;

        Assert.Equal(DateTime.Parse(expected), moment);
        Assert.Equal(DateTimeKind.Unspecified, moment.Kind);
    }

    [Fact]
    public void Cells_of_a_workbook_are_read_by_type()
    {
        Assert.Equal(new DateOnly(1987, 3, 5), Fields.Date(new DateTime(1987, 3, 5)).Value);
        Assert.Equal(new DateOnly(1987, 3, 5), Fields.Date(31841d).Value);
        Assert.Equal(new DateTime(1987, 3, 5, 12, 0, 0), Fields.Moment(31841.5).Value);
        Assert.Equal("MalformedDate", Fields.Date(-3d).Fault!.Code);
    }

    [Theory]
    [InlineData("14:30", 14, 30)]
    [InlineData("14.30", 14, 30)]
    [InlineData("9:05", 9, 5)]
    [InlineData("9:05:00", 9, 5)]
    [InlineData("02:30 PM", 14, 30)]
    [InlineData("02:30P", 14, 30)]
    [InlineData("9:05 am", 9, 5)]
    [InlineData("9:05 p.m.", 21, 5)]
    [InlineData("12:15A", 0, 15)]
    [InlineData("1430", 14, 30)]
    [InlineData("0905", 9, 5)]
    [InlineData("30.12.1899 14:30:00", 14, 30)]
    public void A_time_of_day_is_read_however_it_is_written(string text, int hour, int minute) =>
        Assert.Equal(new TimeOnly(hour, minute), Fields.Time(text).Value);

    [Theory]
    [InlineData("24:00")]
    [InlineData("14:60")]
    [InlineData("14")]
    [InlineData("930")]
    [InlineData("1460")]
    [InlineData("2:30 XM")]
    [InlineData("13:00 PM")]
    [InlineData("14:3")]
    [InlineData("14:")]
    [InlineData("öğlen")]
    public void A_time_that_is_none_is_malformed(string text) => Assert.Equal("MalformedTime", Fields.Time(text).Fault!.Code);

    [Fact]
    public void A_time_of_a_workbook_is_a_part_of_a_day()
    {
        Assert.Equal(new TimeOnly(14, 30), Fields.Time(14.5 / 24).Value);
        Assert.Equal(new TimeOnly(14, 30), Fields.Time(new DateTime(1899, 12, 31, 14, 30, 0)).Value);
        Assert.Equal(new TimeOnly(14, 30), Fields.Time(new TimeSpan(14, 30, 0)).Value);
        Assert.Equal(new TimeOnly(9, 30), Fields.Time(930d).Value);
        Assert.Equal(new TimeOnly(14, 30), Fields.Time(1430d).Value);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("en-US")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void Every_day_of_two_centuries_reads_back_under_every_culture(string culture) => ExportFolder.Under(culture, () =>
    {
        for (var day = new DateOnly(1901, 1, 1); day.Year < 2100; day = day.AddDays(1))
        {
            string d = day.Day.ToString("00"), m = day.Month.ToString("00"), y = day.Year.ToString("0000");
            Assert.Equal(day, Fields.Date($"{d}.{m}.{y}").Value);
            if (day.Day % 7 == 0)
            {
                Assert.Equal(day, Fields.Date($"{m}/{d}/{y}", DateOrder.MonthDayYear).Value);
                Assert.Equal(day, Fields.Date($"{y}-{m}-{d}").Value);
                Assert.Equal(day, Fields.Date((double)(day.DayNumber - new DateOnly(1899, 12, 30).DayNumber)).Value);
            }
        }

        return true;
    });
}
