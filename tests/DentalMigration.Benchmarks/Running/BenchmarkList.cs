using DentalMigration.Benchmarks.Delta;
using DentalMigration.Benchmarks.Emulator;
using DentalMigration.Benchmarks.Import;
using DentalMigration.Benchmarks.Limits;
using DentalMigration.Benchmarks.Load;
using DentalMigration.Benchmarks.Micro;
using DentalMigration.Benchmarks.Pipeline;
using DentalMigration.Benchmarks.Profile;
using DentalMigration.Benchmarks.Scale;
using DentalMigration.Benchmarks.Undo;

namespace DentalMigration.Benchmarks.Running;

/// <summary>All benchmarks, in the order in which <c>all</c> runs them. A new one is a line here.</summary>
internal static class BenchmarkList
{
    public static readonly IReadOnlyList<Benchmark> All =
    [
        new("load", "The full path against the floor: the same bodies from a bare HttpClient; raw, and where requests take time as of a real service.", LoadBenchmark.RunAsync)
        {
            Options = [BenchmarkOptions.Amount, BenchmarkOptions.Rounds, BenchmarkOptions.System],
        },
        new("scale", "Loads whole practices of growing size: rows/s, memory, ledger, and how soon a load that was killed sends again.", ScaleBenchmark.RunAsync)
        {
            Options = [BenchmarkOptions.Sizes, BenchmarkOptions.Rounds, BenchmarkOptions.System], HasSmoke = false,
        },
        new("delta", "A delta with one record in a hundred changed, against the load; raw, and where requests take time as of a real service.", DeltaBenchmark.RunAsync)
        {
            Options = [BenchmarkOptions.Amount, BenchmarkOptions.Rounds, BenchmarkOptions.System],
        },
        new("undo", "An undo of everything against the load; raw, and where requests take time as of a real service; and a forecast.", UndoBenchmark.RunAsync)
        {
            Options = [BenchmarkOptions.Amount, BenchmarkOptions.Rounds, BenchmarkOptions.System],
        },
        new("limits", "A load under service protection limits against fixed concurrency, and two application users against one.", LimitsBenchmark.RunAsync)
        {
            Options = [BenchmarkOptions.Rounds], HasSmoke = false,
        },
        new("profile", "Profiles a synthetic export against a bare CsvHelper read of it.", ProfileBenchmark.RunAsync)
        {
            Options = [BenchmarkOptions.Amount, BenchmarkOptions.Rounds, BenchmarkOptions.System, BenchmarkOptions.Source],
        },
        new("emulator", "CreateMultiple of contacts with 20 columns, 100 a request, and GET by id, against 'serve'.", EmulatorBenchmark.RunAsync)
        {
            Options = [BenchmarkOptions.Amount],
        },
        new("micro", "Measures the engine's inner loops: CSV to record, record to row, row to JSON, hashes, ledger, sending.", MicroBenchmark.RunAsync)
        {
            Options = [BenchmarkOptions.System], HasSmoke = false,
        },
        new("import", "Imports the module, against an empty start of PowerShell.", ImportBenchmark.RunAsync)
        {
            Options = [BenchmarkOptions.Rounds, BenchmarkOptions.Module], Missing = BuiltModule.WhyMissing,
        },
        new("pipeline", "Pipes patients from pwsh against the engine alone, and watches the memory of every stage.", PipelineBenchmark.RunAsync)
        {
            Options = [BenchmarkOptions.Amount, BenchmarkOptions.Rounds, BenchmarkOptions.System, BenchmarkOptions.Module], Missing = BuiltModule.WhyMissing, HasSmoke = false,
        },
    ];
}
