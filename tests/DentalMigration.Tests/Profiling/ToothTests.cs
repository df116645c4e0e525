using DentalMigration.Profiling;
using DentalMigration.Profiling.Values;
using DentalMigration.Tests.Sources;

namespace DentalMigration.Tests.Profiling;

/// <summary>Tooth numbers and the notation they are written in.</summary>
public class ToothTests
{
    [Fact]
    public void Only_teeth_that_the_other_notation_lacks_prove_one()
    {
        int[] fdi = [.. Teeth(1, 8), .. Teeth(2, 8), .. Teeth(3, 8), .. Teeth(4, 8), .. Teeth(5, 5), .. Teeth(6, 5), .. Teeth(7, 5), .. Teeth(8, 5)];
        int[] regions = [10, 20, 30];

        for (int number = 0; number <= 99; number++)
        {
            ToothEvidence evidence = ToothText.Of($"{number}");
            Assert.Equal(fdi.Contains(number), evidence.HasFlag(ToothEvidence.Fdi));
            Assert.Equal(number is >= 1 and <= 32, evidence.HasFlag(ToothEvidence.Universal));
            Assert.Equal(number is (>= 33 and <= 38) or (>= 41 and <= 48) || (number > 50 && fdi.Contains(number)), evidence.HasFlag(ToothEvidence.ProvesFdi));
            Assert.Equal(number is >= 1 and <= 9 or 19 or 29, evidence.HasFlag(ToothEvidence.ProvesUniversal) && !regions.Contains(number));
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
    public async Task A_tooth_that_the_declared_notation_lacks_is_found(string system, string tooth, string code)
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

        string[] found = [.. profile.Findings.Where(f => f.Field == "tooth_number").Select(f => f.Code)];
        Assert.Equal(code.Length == 0 ? [] : [code], found);
    }

    private static IEnumerable<int> Teeth(int quadrant, int count) => Enumerable.Range((quadrant * 10) + 1, count);
}
