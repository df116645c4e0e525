using DentalMigration.Profiling;
using DentalMigration.Tests.Sources;

namespace DentalMigration.Tests.Profiling;

/// <summary>Values that a spreadsheet or an earlier conversion damaged.</summary>
public class DamageTests
{
    [Theory]
    [InlineData("07.Oca", "DateMadeOfCode")]
    [InlineData("Jan-07", "DateMadeOfCode")]
    [InlineData("07.01.2026", "DateMadeOfCode")]
    [InlineData("46029", "DateMadeOfCode")]
    [InlineData("1,23E+10", "ScientificNumber")]
    public async Task A_code_that_a_spreadsheet_turned_is_found(string damaged, string code)
    {
        SourceProfile profile = await ProceduresAsync("1-7", "1-17", damaged);

        Assert.Equal(("procedure_code", FindingSeverity.Error, 1, "Islemler.csv:4"), profile.Finding(code));
    }

    [Fact]
    public async Task Codes_of_social_insurance_that_lost_a_zero_are_found_and_days_are_not_looked_for_where_no_chapter_codes_stand()
    {
        SourceProfile profile = await ProceduresAsync("402.010", "402.1", "401.030", "46029");

        Assert.Equal(("procedure_code", FindingSeverity.Error, 1, "Islemler.csv:3"), profile.Finding("LostTrailingZero"));
        Assert.DoesNotContain("DateMadeOfCode", profile.Codes("procedure"));
    }

    [Fact]
    public async Task Postal_codes_and_national_ids_that_lost_their_first_zero_or_their_sense_are_found()
    {
        SourceProfile profile = await Profiled.PatientsAsync(
            "Hasta No;Adı;TC Kimlik No;Posta Kodu\n1;A;10000000146;06100\n2;B;1000000014;6100\n3;C;21221221272;35220\n4;D;10000000147;34000\n5;E;11111111110;34000\n");

        Assert.Equal([("national_id", "Hastalar.csv:3"), ("postal_code", "Hastalar.csv:3")],
            profile.Findings.Where(f => f.Code == "LostZeros").Select(f => (f.Field, f.First)).Order());
        Assert.Equal(("national_id", FindingSeverity.Warning, 1, "Hastalar.csv:5"), profile.Finding("WrongNationalId"));
        Assert.Equal(("national_id", FindingSeverity.Warning, 1, "Hastalar.csv:6"), profile.Finding("PlaceholderNationalId"));
    }

    [Fact]
    public async Task Short_numbers_are_only_damage_where_the_others_are_of_one_length_and_some_begin_with_a_zero()
    {
        string numbers = string.Concat(Enumerable.Range(1, 30).Select(i => $"{i};A{i};{i:00000}\n"));

        SourceProfile padded = await Profiled.PatientsAsync($"Hasta No;Adı;Dosya No\n{numbers}31;Z;3401\n");
        SourceProfile counted = await Profiled.PatientsAsync($"Hasta No;Adı;Dosya No\n{numbers.Replace(";0000", ";").Replace(";000", ";")}31;Z;3401\n");

        Assert.Equal(("chart_number", FindingSeverity.Error, 1, "Hastalar.csv:32"), padded.Finding("LostZeros"));
        Assert.DoesNotContain("LostZeros", counted.Codes("patient"));
    }

    [Fact]
    public async Task Letters_damaged_by_an_earlier_conversion_are_found()
    {
        SourceProfile profile = await Profiled.PatientsAsync("Hasta No;Adı;Soyadı\n1;Ayþe;Çelik\n2;Doğan;Ãœnal\n");

        Assert.Equal(["Hastalar.csv:2", "Hastalar.csv:3"], profile.Findings.Where(f => f.Code == "DamagedLetters").Select(f => f.First).Order());
    }

    [Fact]
    public async Task A_custom_column_of_dates_is_no_damage()
    {
        SourceProfile profile = await Profiled.PatientsAsync("Hasta No;Adı;Garanti Bitişi\n1;A;01.02.2027\n2;B;03.04.2028\n");

        Assert.Equal(["UnknownColumn"], profile.Findings.Where(f => f.Field == "Garanti Bitişi").Select(f => f.Code));
        Assert.Contains("dates", profile.Findings.Single(f => f.Code == "UnknownColumn").Message, StringComparison.Ordinal);
    }

    private static async Task<SourceProfile> ProceduresAsync(params string[] codes)
    {
        using var folder = new ExportFolder();
        folder.Write("Islemler.csv", "İşlem No;Hasta No;İşlem Kodu\n" + string.Concat(codes.Select((c, i) => $"{i + 1};1;{c}\n")));
        return await Profiled.MeasureAsync(folder);
    }
}
