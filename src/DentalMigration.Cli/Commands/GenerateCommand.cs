using System.CommandLine;
using DentalMigration.Cli.Generation;
using DentalMigration.Cli.Generation.Traps;
using Spectre.Console;

namespace DentalMigration.Cli.Commands;

/// <summary><c>generate</c>: a synthetic practice of any size, the same for the same seed.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var system = new Option<string>("--system") { Description = "Source system: dentes or dental-exec.", DefaultValueFactory = _ => "dentes" };
        var patients = new Option<int>("--patients") { Description = "How many patients.", Required = true, HelpName = "N" };
        var seed = new Option<int>("--seed") { Description = "The same seed makes the same files.", DefaultValueFactory = _ => 1, HelpName = "S" };
        var folder = new Option<string>("--output", "--out") { Description = "Folder to write to.", Required = true, HelpName = "DIR" };
        var users = new Option<string?>("--users") { Description = "Also write the users of a matching target organisation.", HelpName = "FILE" };
        var mess = new Option<double>("--mess")
        {
            Description = "How much is planted to go wrong: 0 nothing, 0.5 what exports usually have, 1 everything.",
            DefaultValueFactory = _ => 0.5,
            HelpName = "0..1",
        };
        var traps = new Option<string?>("--traps") { Description = "Also write what was planted, and what a migration must make of it, as CSV.", HelpName = "FILE" };
        var command = new Command("generate", "Writes a synthetic practice as its system would export it.") { system, patients, seed, mess, folder, users, traps };
        command.SetAction((parsed, stop) => Guarded.RunAsync(async () =>
        {
            var options = new GenerationOptions
            {
                System = parsed.GetValue(system)!,
                Patients = parsed.GetValue(patients),
                Seed = parsed.GetValue(seed),
                Out = parsed.GetValue(folder)!,
                Users = parsed.GetValue(users),
                Mess = parsed.GetValue(mess),
            };
            GenerationResult result = await AnsiConsole.Progress().StartAsync(context => Task.Run(
                () =>
                {
                    ProgressTask task = context.AddTask("patients", maxValue: options.Patients);
                    return PracticeGenerator.Generate(options, new Output.ImmediateProgress<GenerationProgress>(p => task.Value = p.Patients), stop);
                },
                stop));
            foreach (GeneratedFile file in result.Files)
            {
                AnsiConsole.WriteLine($"{file.Records,10:N0}  {file.Path}");
            }

            if (parsed.GetValue(traps) is string list)
            {
                TrapFile.Write(list, result.Traps);
            }

            AnsiConsole.WriteLine($"{result.Traps.Count:N0} planted errors");
            return ExitCode.Done;
        }));
        return command;
    }
}
