using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using DentalMigration.Benchmarks.Results;
using DentalMigration.Benchmarks.Running;
using DentalMigration.Mapping.Rows;
using Perfolizer.Horology;

namespace DentalMigration.Benchmarks.Micro;

/// <summary>
/// <c>micro</c>: what the engine's inner loops take for a row, in time and in memory. In this process, since BenchmarkDotNet does not know how to
/// build for this .NET.
/// </summary>
internal static class MicroBenchmark
{
    private static readonly Type[] Loops = [typeof(ReadingLoops), typeof(MappingLoops), typeof(HashLoops), typeof(LedgerLoops), typeof(SendingLoops)];

    /// <summary>Measures every loop: nanoseconds and allocated bytes a row.</summary>
    /// <param name="settings">Fewer and shorter turns where it is to be quick.</param>
    /// <param name="cancellationToken">Stops the preparations.</param>
    public static async Task<BenchmarkResult> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        using var stand = new Stand(settings.System);
        using MicroGround ground = await MicroGround.PrepareAsync(stand, cancellationToken);
        IConfig config = Config(settings.Quick, stand.NewFolder("artifacts"));
        List<Figure> figures = [.. Loops.SelectMany(l => BenchmarkRunner.Run(l, config).Reports).SelectMany(Figures)];
        double size = ground.Rows.Average(r => r.Json.Length);
        return new BenchmarkResult(
            "micro",
            string.Create(CultureInfo.InvariantCulture, $"a patient of {settings.System}, {ground.Rows.Average(r => Properties(r.Json)):N0} properties and {size:N0} bytes of JSON a row"),
            figures)
        {
            Remark = typeof(RowMapper).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true ? "A debug build: its times say nothing."
                : figures.Any(f => f.Spread is { } s && s.Greatest > 2 * s.Least)
                ? "Some times are spread more than twofold: the machine was busy, and its compiler late. Only bytes are to be relied on; measure again."
                : null,
        };
    }

    private static ManualConfig Config(bool quick, string artifacts)
    {
        Job job = Job.Default
            .WithToolchain(InProcessNoEmitToolchain.Instance)
            .WithEvaluateOverhead(false) // nothing beside the rows of one turn
            .WithWarmupCount(quick ? 10 : 15)
            .WithIterationCount(quick ? 5 : 15)
            .WithIterationTime(TimeInterval.FromMilliseconds(quick ? 100 : 400));
        return ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(NullLogger.Instance)
            .WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Declared, MethodOrderPolicy.Declared))
            .WithArtifactsPath(artifacts)
            .WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.DisableOptimizationsValidator);
    }

    private static IEnumerable<Figure> Figures(BenchmarkReport report)
    {
        string name = report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'');
        if (report.ResultStatistics is not { } time)
        {
            throw new InvalidOperationException($"'{name}' could not be measured.");
        }

        yield return new Figure(name, time.Median, "ns") { Spread = (time.Min, time.Max) };
        yield return new Figure($"{name}: memory", report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0, "B");
    }

    private static int Properties(ReadOnlyMemory<byte> row)
    {
        using JsonDocument json = JsonDocument.Parse(row);
        return json.RootElement.EnumerateObject().Count();
    }
}
