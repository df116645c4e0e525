using System.Diagnostics;

namespace DentalMigration.Benchmarks.Stages;

/// <summary>Measures a piece of work from within its process.</summary>
internal static class Measurement
{
    /// <summary>Says <c>begin</c>, runs it, and tells what it took.</summary>
    /// <param name="work">Answers how many rows it came to.</param>
    public static async Task<Outcome> RunAsync(Func<Task<long>> work)
    {
        using var process = Process.GetCurrentProcess();
        using var timeline = new RequestTimeline();
        TimeSpan before = process.TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes();
        Console.WriteLine("begin");
        timeline.Begin();
        long rows = await work();
        RequestTimes times = timeline.End();
        process.Refresh();
        return new Outcome(rows, times.Seconds, (process.TotalProcessorTime - before).TotalSeconds, process.PeakWorkingSet64)
        {
            Allocated = GC.GetTotalAllocatedBytes() - allocated,
            Times = times,
        };
    }
}
