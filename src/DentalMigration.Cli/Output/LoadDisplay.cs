using System.Diagnostics;
using System.Globalization;
using DentalMigration.Loading;
using Spectre.Console;

namespace DentalMigration.Cli.Output;

/// <summary>Shows a run as it goes: a bar for each object, rows per second, held rows, throttling.</summary>
internal static class LoadDisplay
{
    /// <summary>Runs work under the display.</summary>
    /// <param name="quiet">True to show nothing, for machine-readable output.</param>
    /// <param name="work">The work, given where to report to.</param>
    public static async Task<T> ShowAsync<T>(bool quiet, Func<IProgress<LoadProgress>, Task<T>> work)
    {
        if (quiet)
        {
            return await work(new ImmediateProgress<LoadProgress>(_ => { }));
        }

        if (!AnsiConsole.Profile.Capabilities.Ansi)
        {
            return await work(new ImmediateProgress<LoadProgress>(new PlainProgress().Tell));
        }

        return await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var tasks = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
                T result = await work(new ImmediateProgress<LoadProgress>(p => Tell(context, tasks, p)));
                foreach (ProgressTask task in tasks.Values)
                {
                    Finish(task);
                }

                return result;
            });
    }

    private static void Tell(ProgressContext context, Dictionary<string, ProgressTask> tasks, LoadProgress p)
    {
        lock (tasks)
        {
            string key = p.Stage == "undo" ? $"undo {p.Object}" : p.Object;
            if (!tasks.TryGetValue(key, out ProgressTask? task))
            {
                foreach (ProgressTask earlier in tasks.Values)
                {
                    Finish(earlier);
                }

                tasks.Add(key, task = context.AddTask(key));
                task.IsIndeterminate = true;
            }

            if (p.Total > 0)
            {
                task.IsIndeterminate = false;
                task.MaxValue = p.Total;
                task.Value = p.Done;
            }

            task.Description = Describe(key, p);
        }
    }

    private static string Describe(string key, LoadProgress p)
    {
        string rate = p.RowsPerSecond > 0 ? string.Create(CultureInfo.InvariantCulture, $", {p.RowsPerSecond:N0} rows/s") : "";
        string held = p.Held > 0 ? string.Create(CultureInfo.InvariantCulture, $", {p.Held:N0} held") : "";
        string throttled = p.Throttled > 0 ? string.Create(CultureInfo.InvariantCulture, $", throttled {p.Throttled:N0} times") : "";
        string total = p.Total > p.Done ? string.Create(CultureInfo.InvariantCulture, $" of {(p.IsEstimate ? "about " : "")}{p.Total:N0}") : "";
        string left = p.Remaining is { } rest ? $", {ConsoleWords.Span(rest)} left" : "";
        string waiting = p.Waiting > 0 ? string.Create(CultureInfo.InvariantCulture, $", {p.Waiting} of {p.Users} users wait") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{key,-16} {p.Stage,-7} {p.Done,9:N0}{total}{rate}{left}{held}{throttled}{waiting}");
    }

    private static void Finish(ProgressTask task)
    {
        task.IsIndeterminate = false;
        task.Value = task.MaxValue;
        task.StopTask();
    }

    /// <summary>Where nothing can be drawn over, a line now and then.</summary>
    private sealed class PlainProgress
    {
        private static readonly TimeSpan Often = TimeSpan.FromSeconds(1.5);

        private readonly Lock _gate = new();
        private long _last = Stopwatch.GetTimestamp();

        public void Tell(LoadProgress p)
        {
            lock (_gate)
            {
                if (Stopwatch.GetElapsedTime(_last) > Often)
                {
                    _last = Stopwatch.GetTimestamp();
                    AnsiConsole.WriteLine(Describe(p.Object, p));
                }
            }
        }
    }
}
