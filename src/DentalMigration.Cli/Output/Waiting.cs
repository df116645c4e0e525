using System.Diagnostics;
using Spectre.Console;

namespace DentalMigration.Cli.Output;

/// <summary>Says what is under way, so that nobody waits before a silent screen.</summary>
internal static class Waiting
{
    /// <summary>How often a count is told again, so that a log of it stays short.</summary>
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1.5);

    /// <summary>Runs work while its name stands there.</summary>
    /// <param name="quiet">True to say nothing, for machine-readable output.</param>
    /// <param name="what">What is done, with its dots.</param>
    /// <param name="work">The work.</param>
    public static Task<T> ForAsync<T>(bool quiet, string what, Func<Task<T>> work) => ForAsync(quiet, what, _ => work());

    /// <summary>The same for work that tells how many things it has done.</summary>
    public static async Task<T> ForAsync<T>(bool quiet, string what, Func<Action<int>, Task<T>> work)
    {
        if (quiet)
        {
            return await work(_ => { });
        }

        return await AnsiConsole.Status().StartAsync(Markup.Escape(what), context =>
        {
            long last = Stopwatch.GetTimestamp();
            return work(count =>
            {
                if (Stopwatch.GetElapsedTime(last) > Often)
                {
                    last = Stopwatch.GetTimestamp();
                    context.Status(Markup.Escape($"{what} {Tables.N(count)}"));
                }
            });
        });
    }
}
