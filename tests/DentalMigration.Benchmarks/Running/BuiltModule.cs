namespace DentalMigration.Benchmarks.Running;

/// <summary>What the benchmarks from the prompt need.</summary>
internal static class BuiltModule
{
    /// <summary>Why they cannot run; null where they can.</summary>
    public static string? WhyMissing(BenchmarkSettings settings) =>
        !File.Exists(Path.Combine(settings.Module, "DentalMigration.psd1")) ? "There is no built module. Run ./build.ps1, or name one with --module."
        : !HasPwsh() ? "There is no pwsh on the path."
        : null;

    private static bool HasPwsh() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh")));
}
