using System.Globalization;
using DentalMigration.Sources;

namespace DentalMigration.Tests.Sources;

/// <summary>Values as practice systems of the United States write them.</summary>
public class AmericanReadingTests
{
    [Theory]
    [InlineData("patient", "birth_date", "02/01/55", "1955-02-01")]
    [InlineData("patient", "birth_date", "03/05/1987", "1987-03-05")]
    [InlineData("patient", "birth_date", "3/5/87", "1987-03-05")]
    [InlineData("patient", "birth_date", "19870305", "1987-03-05")]
    [InlineData("patient", "birth_date", "03/05/26", "2026-03-05")]
    [InlineData("patient", "birth_date", "03/05/27", "1927-03-05")]
    [InlineData("insurance", "subscriber_birth_date", "02/01/55", "1955-02-01")]
    [InlineData("recall", "due_date", "05/02/55", "2055-05-02")]
    [InlineData("patient", "recall_due_date", "05/02/55", "2055-05-02")]
    [InlineData("task", "due_date", "05/02/79", "2079-05-02")]
    [InlineData("insurance", "expiry_date", "12/31/60", "2060-12-31")]
    [InlineData("procedure", "procedure_date", "11/02/23", "2023-11-02")]
    [InlineData("procedure", "procedure_date", "11/02/98", "1998-11-02")]
    public void Two_digits_of_a_year_mean_what_the_field_can_mean(string o, string field, string text, string expected) =>
        Assert.Equal(DateOnly.ParseExact(expected, "yyyy-MM-dd", CultureInfo.InvariantCulture), Fields.DentalExec(o, field, text).Value);

    [Fact]
    public void A_moment_has_its_time_after_the_date()
    {
        Assert.Equal(new DateTime(2023, 11, 2, 15, 42, 0), Fields.DentalExec("patient", "modified_on", "11/02/2023 03:42 PM").Value);
        Assert.Equal(new DateTime(2023, 11, 2, 14, 30, 0), Fields.DentalExec("appointment", "start_datetime", "11/02/23 02:30P").Value);
        Assert.Equal(new DateTime(2009, 1, 14, 0, 0, 0), Fields.DentalExec("patient", "created_on", "2009-01-14 00:00:00").Value);
    }

    [Theory]
    [InlineData("00/00/0000")]
    [InlineData("00/00/00")]
    [InlineData("01/01/1900")]
    [InlineData("01/01/1900 12:00:00 AM")]
    [InlineData("12/30/1899")]
    [InlineData("/  /")]
    [InlineData("N/A")]
    [InlineData("none")]
    public void Placeholders_are_no_date(string text)
    {
        Assert.Equal(default, Fields.DentalExec("patient", "birth_date", text));
        Assert.Equal(default, Fields.DentalExec("appointment", "start_date", text));
    }

    [Theory]
    [InlineData("$1,250.00", "1250")]
    [InlineData("(125.50)", "-125.50")]
    [InlineData("($1,125.50)", "-1125.50")]
    [InlineData("$(125.50)", "-125.50")]
    [InlineData("-$5.00", "-5")]
    [InlineData("$-5.00", "-5")]
    [InlineData("1250.00-", "-1250")]
    [InlineData("$1,250.00-", "-1250")]
    [InlineData("75.00 CR", "-75")]
    [InlineData("US$ 12.50", "12.50")]
    [InlineData("12.50 USD", "12.50")]
    [InlineData(".50", "0.50")]
    public void An_amount_is_read_however_it_is_written(string text, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Fields.DentalExec("ledger", "amount", text).Value);

    [Theory]
    [InlineData("€ 12.50")]
    [InlineData("1.250,00")]
    [InlineData("12.50 TL")]
    public void Another_countrys_amount_is_malformed(string text) => Assert.Equal("MalformedAmount", Fields.DentalExec("ledger", "amount", text).Fault!.Code);

    [Theory]
    [InlineData("drug_interaction_flag", "Y", true)]
    [InlineData("drug_interaction_flag", "N", false)]
    [InlineData("premedication_flag", "yes", true)]
    [InlineData("is_deleted", "F", false)]
    [InlineData("is_active", "Inactive", false)]
    [InlineData("is_active", "-1", true)]
    [InlineData("consent_hipaa", "Signed", true)]
    public void A_flag_is_read_by_the_systems_words(string field, string text, bool expected) =>
        Assert.Equal(expected, Fields.DentalExec("patient", field, text).Value);

    [Fact]
    public void A_word_can_mean_the_opposite_in_a_field_of_its_own()
    {
        Assert.Equal(false, Fields.DentalExec("provider", "is_active", "Inactive").Value);
        Assert.Equal(true, Fields.DentalExec("provider", "is_inactive", "Inactive").Value);
    }

    [Theory]
    [InlineData("patient", "full_name", "Carver, Alice M")]
    [InlineData("patient", "referring_provider_name", "Smith, John DDS")]
    [InlineData("patient", "referring_provider_name", "VOSS,OMAR DDS")]
    [InlineData("patient", "postal_code", "45402-1234")]
    [InlineData("patient", "postal_code", "02134")]
    [InlineData("patient", "postal_code", "021341234")]
    [InlineData("patient", "postal_code", "K1A 0B1")]
    [InlineData("patient", "national_id", "000-12-3456")]
    [InlineData("patient", "national_id", "3456")]
    [InlineData("procedure", "procedure_code", "D2391")]
    [InlineData("procedure", "procedure_code", "02391")]
    [InlineData("procedure", "tooth_number", "A")]
    public void Names_and_codes_stay_as_they_are(string o, string field, string text) => Assert.Equal(text, Fields.DentalExec(o, field, text).Value);

    [Theory]
    [InlineData("patient", "postal_code", "2134")]
    [InlineData("patient", "postal_code", "501")]
    [InlineData("patient", "postal_code", "2134-1234")]
    [InlineData("patient", "postal_code", "21341234")]
    [InlineData("patient", "national_id", "123456")]
    [InlineData("practice", "tax_number", "1234567")]
    public void A_code_that_lost_its_zeros_is_refused_rather_than_repaired(string o, string field, string text)
    {
        FieldReading reading = Fields.DentalExec(o, field, text);

        Assert.Null(reading.Value);
        Assert.Equal("LostZeros", reading.Fault!.Code);
        Assert.DoesNotContain(text, reading.Fault.Reason);
    }

    [Fact]
    public void A_number_of_a_workbook_has_no_leading_zeros_to_lose_unseen()
    {
        Assert.Equal("45402", Fields.DentalExec("patient", "postal_code", 45402d).Value);
        Assert.Equal("LostZeros", Fields.DentalExec("patient", "postal_code", 2134d).Fault!.Code);
        Assert.Equal("LostZeros", Fields.Read("patient", "postal_code", "1330").Fault!.Code);
    }

    [Theory]
    [InlineData("7-Jan")]
    [InlineData("1/7/2026")]
    [InlineData("1.23E+10")]
    [InlineData("1.23457E+11")]
    public void A_code_a_spreadsheet_has_damaged_is_refused(string text) =>
        Assert.Equal("DamagedCode", Fields.DentalExec("insurance", "policy_number", text).Fault!.Code);

    [Fact]
    public void A_file_without_proof_is_read_month_first_with_points()
    {
        using var folder = new ExportFolder(complete: false);
        folder.Write("Patients.csv", "Patient ID,Last Name,DOB,Balance\n104213,Carver,03/05/87,\"$1,250\"\n");

        SourceRecord record = Assert.Single(folder.Read("patient", ExportFolder.DentalExec));
        Assert.Equal(new DateOnly(1987, 3, 5), record.Read("birth_date").Value);
        Assert.Equal(1250m, record.Read("balance").Value);
    }
}
