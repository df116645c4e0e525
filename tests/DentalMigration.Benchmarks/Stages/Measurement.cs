using System.Diagnostics;

namespace DentalMigration.Benchmarks.Stages;

/// <summary>Measures a piece of work from within its process.</summary>
internal static class Measurement
{
    /// <summary>Says <c>begin</c>, runs it, and tells what it took.</summary>
    /// <param name="work">Answers what it came to.</param>
    public static async Task<Outcome> RunAsync(Func<Task<StageYield>> work)
    {
        using var process = Process.GetCurrentProcess();
        using var timeline = new RequestTimeline();
        TimeSpan before = process.TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes();
        Console.WriteLine("begin");
        timeline.Begin();
        StageYield done = await work();
        RequestTimes times = timeline.End();
        process.Refresh();
        return new Outcome(done.Rows, times.Seconds, (process.TotalProcessorTime - before).TotalSeconds, process.PeakWorkingSet64)
        {
            Allocated = GC.GetTotalAllocatedBytes() - allocated,
            Times = times,
            Counts = done.Counts,
        };
    }
}
