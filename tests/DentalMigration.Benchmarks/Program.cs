using System.CommandLine;
using System.Text;
using DentalMigration.Benchmarks.Load;
using DentalMigration.Benchmarks.Profile;
using DentalMigration.Benchmarks.Running;
using DentalMigration.Benchmarks.Stages;

Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
var root = new RootCommand("Measures DentalMigration. Each command prints a small table of figures beside their aims, then one JSON line.")
{
    AllCommand.Create(),
    ContestantCommand.Create(),
    StageCommand.Create(),
    LoadContestantCommand.Record(),
    LoadContestantCommand.Replay(),
};
foreach (Benchmark benchmark in BenchmarkList.All)
{
    root.Add(benchmark.ToCommand());
}

return await root.Parse(args).InvokeAsync();
