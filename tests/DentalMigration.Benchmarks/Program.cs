using System.CommandLine;
using DentalMigration.Benchmarks.Emulator;

var root = new RootCommand("Measures DentalMigration. Each command prints a small table, then one JSON line.")
{
    EmulatorCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
