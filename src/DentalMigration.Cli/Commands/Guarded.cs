using DentalMigration.Hosting;

namespace DentalMigration.Cli.Commands;

/// <summary>Runs a command's work; an error becomes one line on standard error and exit code 2.</summary>
internal static class Guarded
{
    public static async Task<int> RunAsync(Func<Task<int>> work, bool json = false)
    {
        try
        {
            return await work();
        }
        catch (Exception e)
        {
            (string code, string message) = ErrorText.Of(e);
            await Console.Error.WriteLineAsync($"{code}: {Output.ConsoleWords.Of(message)}");
            if (Environment.GetEnvironmentVariable("DENTALMIGRATION_DEBUG") == "1")
            {
                await Console.Error.WriteLineAsync(e.ToString());
            }

            if (json)
            {
                await Console.Out.WriteLineAsync(Output.JsonLine.Failed(code, ExitCode.CouldNotRun));
            }

            return ExitCode.CouldNotRun;
        }
    }
}
