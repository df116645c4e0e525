using System.Globalization;
using System.Text;
using DentalMigration.Benchmarks.Results;

namespace DentalMigration.Benchmarks.Running;

/// <summary>The table of results in this project's README.</summary>
internal static class ResultsPage
{
    private const string Begin = "<!-- results: made by '--write', not by hand -->";
    private const string End = "<!-- end of results -->";
    private const string Heading = "\n### ";

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

    /// <summary>Puts results into the README, with what the machine is.</summary>
    public static async Task UpdateAsync(BenchmarkSize size, IReadOnlyList<BenchmarkRun> runs, CancellationToken stop)
    {
        string page = Find();
        await File.WriteAllTextAsync(page, Write(await File.ReadAllTextAsync(page, stop), await Machine.DescribeAsync(), size, runs), stop);
        Console.WriteLine("The results are in the README.");
    }

    /// <summary>The page with new results; those of benchmarks that were not run, or were skipped, stay.</summary>
    private static string Write(string page, IReadOnlyList<(string What, string Is)> machine, BenchmarkSize size, IReadOnlyList<BenchmarkRun> runs)
    {
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        int end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"The README lacks the markers '{Begin}' and '{End}'.");
        }

        begin += Begin.Length;
        Dictionary<string, string> sections = page[begin..end].Split(Heading).Skip(1).ToDictionary(t => t[..t.IndexOf('\n', StringComparison.Ordinal)].Trim('`', ' '), t => t.TrimEnd());
        foreach (BenchmarkRun run in runs.Where(r => !r.IsSkipped))
        {
            sections[run.Name] = Section(machine, size, run);
        }

        IEnumerable<string> all = BenchmarkList.All.Where(b => sections.ContainsKey(b.Name)).Select(b => $"{Heading}{sections[b.Name].TrimEnd()}\n");
        return $"{page[..begin]}\n{string.Concat(all)}\n{page[end..]}";
    }

    private static string Section(IReadOnlyList<(string What, string Is)> machine, BenchmarkSize size, BenchmarkRun run)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"`{run.Name}`\n\n");
        if (run.Result is not { } result)
        {
            return text.Append(CultureInfo.InvariantCulture, $"**Failed**: {run.Trouble?.Split('\n')[0]}\n").ToString();
        }

        text.Append(size == BenchmarkSize.Full ? "" : $"Not at full size, but `--{size.ToString().ToLowerInvariant()}`. ");
        text.Append(CultureInfo.InvariantCulture, $"{result.Setting}; took {run.Took.TotalSeconds:N0} s.{(result.Remark is { } remark ? " " + remark : "")}\n\n");
        text.Append("| figure | value | least – greatest | aim | |\n|---|---|---|---|---|\n");
        foreach (Figure figure in result.Figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {figure.Shown} | {figure.Between} | {figure.Aim} | {figure.Verdict} |\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n{string.Join("; ", machine.Select(m => $"{m.What}: {m.Is}"))}.\n").ToString();
    }
}
