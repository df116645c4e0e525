using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Pester;

/// <summary>A third of the Pester suites; the parts run side by side.</summary>
public abstract class PesterSuites(int part)
{
    [Fact]
    public Task The_module_passes_its_Pester_suites() => PesterRun.PassesAsync("Invoke-Suites.ps1", "-Part", $"{part}", "-Of", "3");
}

public sealed class FirstPesterSuitesTests() : PesterSuites(1);

public sealed class SecondPesterSuitesTests() : PesterSuites(2);

public sealed class ThirdPesterSuitesTests() : PesterSuites(3);

/// <summary>The scripts a newcomer starts from.</summary>
public sealed class ExampleCutoverTests
{
    [Fact]
    public async Task The_example_cutover_runs_twice_and_is_verified()
    {
        using var folder = new TempFolder();
        await PesterRun.PassesAsync("Invoke-Cutover.ps1", "-WorkingFolder", folder.Path);
    }
}
