using DentalMigration.Profiling;
using DentalMigration.Tests.Sources;

namespace DentalMigration.Tests.Profiling;

/// <summary>Tooth numbers and the notation they are written in.</summary>
public class ToothTests
{
    [Fact]
    public async Task Every_number_is_possible_in_a_notation_or_proves_the_other_or_is_neither()
    {
        int[] fdi = [.. new[] { 1, 2, 3, 4 }.SelectMany(q => Teeth(q, 8)), .. new[] { 5, 6, 7, 8 }.SelectMany(q => Teeth(q, 5))];
        for (int number = 0; number <= 99; number++)
        {
            bool isUniversal = number is >= 1 and <= 32;
            bool isRegion = number is >= 10 and <= 80 && number % 10 == 0;

            Assert.Equal(
                fdi.Contains(number) || isRegion ? "" : isUniversal ? "OtherToothNotation" : "ImpossibleTooth", await FoundAsync("dentes", $"{number}"));
            Assert.Equal(
                isUniversal || isRegion ? "" : fdi.Contains(number) ? "OtherToothNotation" : "ImpossibleTooth", await FoundAsync("dental-exec", $"{number}"));
        }
    }

    [Theory]
    [InlineData("dentes", "18,36", "")]
    [InlineData("dentes", "1234", "")]
    [InlineData("dentes", "9", "OtherToothNotation")]
    [InlineData("dentes", "C", "OtherToothNotation")]
    [InlineData("dentes", "99", "ImpossibleTooth")]
    [InlineData("dental-exec", "32", "")]
    [InlineData("dental-exec", "T", "")]
    [InlineData("dental-exec", "46", "OtherToothNotation")]
    [InlineData("dental-exec", "77", "ImpossibleTooth")]
    public async Task A_tooth_that_the_declared_notation_lacks_is_found(string system, string tooth, string code) =>
        Assert.Equal(code, await FoundAsync(system, tooth));

    private static async Task<string> FoundAsync(string system, string tooth)
    {
        using var folder = new ExportFolder(complete: false);
        if (system == "dentes")
        {
            folder.Write("Islemler.csv", $"İşlem No;Hasta No;Diş\n1;1;18\n2;1;\"{tooth}\"\n");
        }
        else
        {
            folder.Write("Procedures.csv", $"Procedure ID,Patient ID,Tooth\n1,1,18\n2,1,\"{tooth}\"\n");
        }

        SourceProfile profile = await Profiled.MeasureAsync(folder, system);

        return string.Join(" ", profile.Findings.Where(f => f.Field == "tooth_number").Select(f => f.Code));
    }

    private static IEnumerable<int> Teeth(int quadrant, int count) => Enumerable.Range((quadrant * 10) + 1, count);
}
