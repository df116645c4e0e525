using DentalMigration.Cli.Generation;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Generation;

[Collection(Alone.Name)]
public sealed class GenerationMemoryTests
{
    [Theory]
    [InlineData("dentes")]
    [InlineData("dental-exec")]
    public void Memory_does_not_grow_with_the_practice(string system)
    {
        using var folder = new TempFolder();
        long least = long.MaxValue;
        long most = 0;
        var progress = new Immediate(_ =>
        {
            long held = GC.GetTotalMemory(forceFullCollection: true);
            (least, most) = (Math.Min(least, held), Math.Max(most, held));
        });
        var options = new GenerationOptions { System = system, Patients = 6_000, Seed = 3, Out = folder.Path };
        PracticeGenerator.Generate(options, progress, TestContext.Current.CancellationToken);

        Assert.InRange(most - least, 0, 20_000_000); // The practice itself would take more than 100 MB.
    }

    private sealed class Immediate(Action<GenerationProgress> report) : IProgress<GenerationProgress>
    {
        public void Report(GenerationProgress value) => report(value);
    }
}
