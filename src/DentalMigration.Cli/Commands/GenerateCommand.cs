using System.CommandLine;
using DentalMigration.Cli.Generation;
using Spectre.Console;

namespace DentalMigration.Cli.Commands;

/// <summary><c>generate</c>: a synthetic practice of any size, the same for the same seed.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var system = new Option<string>("--system") { Description = "Source system: dentes.", DefaultValueFactory = _ => "dentes" };
        var patients = new Option<int>("--patients") { Description = "How many patients.", Required = true, HelpName = "N" };
        var seed = new Option<int>("--seed") { Description = "The same seed makes the same files.", DefaultValueFactory = _ => 1, HelpName = "S" };
        var folder = new Option<string>("--out") { Description = "Folder to write to.", Required = true, HelpName = "DIR" };
        var users = new Option<string?>("--users") { Description = "Also write the users of a matching target organisation.", HelpName = "FILE" };
        var clean = new Option<bool>("--no-traps") { Description = "Without planted errors." };
        var command = new Command("generate", "Writes a synthetic practice as its system would export it.") { system, patients, seed, folder, users, clean };
        command.SetAction((parsed, stop) => Guarded.RunAsync(async () =>
        {
            var options = new GenerationOptions
            {
                System = parsed.GetValue(system)!,
                Patients = parsed.GetValue(patients),
                Seed = parsed.GetValue(seed),
                Out = parsed.GetValue(folder)!,
                Users = parsed.GetValue(users),
                Traps = !parsed.GetValue(clean),
            };
            GenerationResult result = await AnsiConsole.Progress().StartAsync(context => Task.Run(
                () =>
                {
                    ProgressTask task = context.AddTask("patients", maxValue: options.Patients);
                    return new PracticeGenerator().Generate(options, new Output.ImmediateProgress<GenerationProgress>(p => task.Value = p.Patients), stop);
                },
                stop));
            foreach (GeneratedFile file in result.Files)
            {
                AnsiConsole.WriteLine($"{file.Records,10:N0}  {file.Path}");
            }

            return ExitCode.Done;
        }));
        return command;
    }
}
