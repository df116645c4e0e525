namespace DentalMigration.Cli.Commands;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>Finished, with rows held or rejected, or with figures that do not agree.</summary>
    public const int Problems = 1;

    /// <summary>Could not run; one line on standard error says why.</summary>
    public const int CouldNotRun = 2;

    /// <summary>Stopped in good order by its time budget; the same command goes on.</summary>
    public const int Paused = 3;
}
