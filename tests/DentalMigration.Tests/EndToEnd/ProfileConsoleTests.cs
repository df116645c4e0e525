using System.Text.Json;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.EndToEnd;

/// <summary><c>profile</c> as scripts use it.</summary>
public sealed class ProfileConsoleTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("dentes", "patient", "BalanceDiffers")]
    [InlineData("dental-exec", "patient", "CircularReference")]
    public async Task The_examples_are_measured_and_exit_1_says_that_something_is_to_be_mended(string system, string objectName, string code)
    {
        (int exit, string output, _) = await ConsoleProgram.RunAsync(
            "profile", "--system", system, "--source", Path.Combine(Repository.Root, "examples", system), "--json");

        using JsonDocument json = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        Assert.Equal((1, 1), (exit, json.RootElement.GetProperty("exit").GetInt32()));
        Assert.Contains(json.RootElement.GetProperty("objects").EnumerateArray(), o => o.GetProperty("object").GetString() == "ledger" && o.GetProperty("rows").GetInt64() > 100);
        Assert.Contains(
            json.RootElement.GetProperty("findings").EnumerateArray(), f => f.GetProperty("object").GetString() == objectName && f.GetProperty("code").GetString() == code);
    }

    [Fact]
    public async Task A_clean_export_that_agrees_with_the_vendors_totals_ends_with_0_and_a_report()
    {
        Directory.CreateDirectory(_folder.File("export"));
        await File.WriteAllTextAsync(_folder.File("export/Klinikler.csv"), "Klinik Kodu;Klinik Adı\nK1;Ege Diş\n");
        await File.WriteAllTextAsync(_folder.File("export/Hekimler.csv"), "Hekim Kodu;Adı Soyadı;E-posta\n1;Dt. Mehmet Demir;m@example.com\n");
        await File.WriteAllTextAsync(_folder.File("export/Hastalar.csv"), "Hasta No;Adı;Soyadı;Klinik Kodu\n1;Ayşe;Çelik;K1\n");
        await File.WriteAllTextAsync(_folder.File("totals.csv"), "object,measure,field,value\npatient,count,,1\n");

        (int exit, string output, string error) = await ConsoleProgram.RunAsync(
            "profile", "--system", "dentes", "--source", _folder.File("export"), "--totals", _folder.File("totals.csv"), "--output", _folder.File("profile.html"));

        Assert.Equal("", error);
        Assert.Equal(0, exit);
        Assert.Contains("rows/s", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Ayşe", await File.ReadAllTextAsync(_folder.File("profile.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_totals_that_is_none_and_a_report_of_an_unknown_kind_end_with_2()
    {
        string[] profile = ["profile", "--system", "dentes", "--source", Repository.Example];

        (int exit, _, string error) = await ConsoleProgram.RunAsync([.. profile, "--totals", _folder.File("nowhere.csv")]);
        Assert.Equal((2, true), (exit, error.StartsWith("TotalsUnreadable", StringComparison.Ordinal)));
        (exit, _, error) = await ConsoleProgram.RunAsync([.. profile, "--output", _folder.File("a.docx")]);
        Assert.Equal((2, true), (exit, error.StartsWith("ReportFormatUnknown", StringComparison.Ordinal)));
    }
}
