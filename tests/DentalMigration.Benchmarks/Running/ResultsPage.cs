using System.Globalization;
using System.Text;
using DentalMigration.Benchmarks.Results;

namespace DentalMigration.Benchmarks.Running;

/// <summary>The table of results in this project's README.</summary>
internal static class ResultsPage
{
    private const string Begin = "<!-- results: made by 'all --write', not by hand -->";
    private const string End = "<!-- end of results -->";

    /// <summary>The README's path, found upwards from where this program lies.</summary>
    public static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string page = Path.Combine(folder.FullName, "tests", "DentalMigration.Benchmarks", "README.md");
            if (File.Exists(page))
            {
                return page;
            }
        }

        throw new InvalidOperationException("The README of the benchmarks is not there. Run them from a clone.");
    }

    /// <summary>The page with new results between its two markers.</summary>
    public static string Write(string page, IReadOnlyList<(string What, string Is)> machine, BenchmarkSize size, IReadOnlyList<BenchmarkRun> runs)
    {
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        int end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"The README lacks the markers '{Begin}' and '{End}'.");
        }

        return $"{page[..(begin + Begin.Length)]}\n\n{Table(machine, size, runs)}\n{page[end..]}";
    }

    private static string Table(IReadOnlyList<(string What, string Is)> machine, BenchmarkSize size, IReadOnlyList<BenchmarkRun> runs)
    {
        var text = new StringBuilder();
        text.Append(string.Join("; ", machine.Select(m => $"{m.What}: {m.Is}"))).Append(".\n");
        text.Append(size == BenchmarkSize.Full ? "" : $"Not at full size: `--{size.ToString().ToLowerInvariant()}`.\n").Append('\n');
        text.Append("| benchmark | figure | value | least – greatest | aim | |\n|---|---|---|---|---|---|\n");
        foreach (BenchmarkRun run in runs)
        {
            string name = $"`{run.Name}`";
            foreach (Figure figure in run.Result?.Figures ?? [])
            {
                text.Append(CultureInfo.InvariantCulture, $"| {name} | {figure.Name} | {figure.Shown} | {figure.Between} | {figure.Aim} | {figure.Verdict} |\n");
                name = "";
            }

            if (run.Trouble is { } trouble)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {name} | {(run.IsSkipped ? "skipped" : "**failed**")}: {trouble.Split('\n')[0].Replace('|', '/')} | | | | |\n");
            }
        }

        text.Append('\n');
        foreach (BenchmarkRun run in runs.Where(r => r.Result is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"- `{run.Name}`: {run.Result!.Setting}; took {run.Took.TotalSeconds:N0} s.{(run.Result.Remark is { } remark ? " " + remark : "")}\n");
        }

        return text.ToString();
    }
}
