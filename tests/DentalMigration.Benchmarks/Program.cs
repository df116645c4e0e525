using System.CommandLine;
using DentalMigration.Benchmarks.Emulator;
using DentalMigration.Benchmarks.Import;
using DentalMigration.Benchmarks.Limits;
using DentalMigration.Benchmarks.Pipeline;
using DentalMigration.Benchmarks.Profile;
using DentalMigration.Benchmarks.Stages;

var root = new RootCommand("Measures DentalMigration. Each command prints a small table, then one JSON line.")
{
    EmulatorCommand.Create(),
    ImportCommand.Create(),
    ProfileCommand.Create(),
    ContestantCommand.Create(),
    PipelineCommand.Create(),
    StageCommand.Create(),
    LimitsCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
