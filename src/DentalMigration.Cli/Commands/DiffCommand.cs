using System.CommandLine;
using DentalMigration.Cli.Output;
using DentalMigration.Loading;
using DentalMigration.Verification;

namespace DentalMigration.Cli.Commands;

/// <summary><c>diff</c>: every mapped column of every written row, read back and compared.</summary>
internal static class DiffCommand
{
    private const int MostShown = 60;

    public static Command Create()
    {
        var only = new Option<string?>("--object") { Description = "Only this object.", HelpName = "NAME" };
        var keys = new Option<string[]>("--key") { Description = "Only records of these source keys.", HelpName = "KEY", AllowMultipleArgumentsPerToken = true };
        var ids = new Option<Guid[]>("--id") { Description = "Only rows of these ids.", HelpName = "ID", AllowMultipleArgumentsPerToken = true };
        var values = new Option<bool>("--values") { Description = "Show the values that differ: data of patients." };
        var options = new MigrationOptions();
        var command = new Command("diff", "Reads every row back and compares each mapped column by meaning.") { only, keys, ids, values };
        options.AddTo(command);
        command.SetAction((parsed, stop) => options.RunAsync(
            parsed,
            (migration, _, _) =>
            {
                if (parsed.GetValue(only) is { } name)
                {
                    _ = migration.Setup.Source.Catalog[name];
                }

                var choice = new ComparisonOptions { Object = parsed.GetValue(only), Keys = parsed.GetValue(keys) ?? [], Ids = parsed.GetValue(ids) ?? [] };
                return parsed.GetValue(options.Json)
                    ? WriteAsync(migration, choice, parsed.GetValue(values), stop)
                    : ShowAsync(migration, choice, parsed.GetValue(values), stop);
            },
            stop));
        return command;
    }

    private static async Task<int> WriteAsync(Migration migration, ComparisonOptions choice, bool values, CancellationToken stop)
    {
        var line = new DifferenceLine(Console.Out, values);
        try
        {
            IReadOnlyList<DifferenceSummary> columns = await CompareAsync(migration, choice, line.Add, stop);
            int exit = line.Count == 0 ? ExitCode.Done : ExitCode.Problems;
            line.Complete(columns, exit);
            return exit;
        }
        catch
        {
            line.Abandon();
            throw;
        }
    }

    private static async Task<int> ShowAsync(Migration migration, ComparisonOptions choice, bool values, CancellationToken stop)
    {
        var shown = new List<FieldDifference>();
        long count = 0;
        Tables.Differences(await Waiting.ForAsync(false, "Reading rows back…", () => CompareAsync(
            migration,
            choice,
            d =>
            {
                if (count++ < MostShown)
                {
                    shown.Add(d);
                }
            },
            stop)));
        foreach (FieldDifference d in shown)
        {
            Console.WriteLine(values
                ? $"  {d.Object} {d.Key} {d.Column}: '{d.MappedValue}' was sent, '{d.TargetValue}' is there. {d.Reason}"
                : $"  {d.Object} {d.Id:D} {d.Column}: {d.Verdict}. {d.Reason}");
        }

        if (count > shown.Count)
        {
            Console.WriteLine(FormattableString.Invariant($"… and {count - shown.Count:N0} more; --json has all."));
        }

        return count == 0 ? ExitCode.Done : ExitCode.Problems;
    }

    /// <summary>Compares, and tells of each difference as it is found.</summary>
    private static Task<IReadOnlyList<DifferenceSummary>> CompareAsync(
        Migration migration, ComparisonOptions choice, Action<FieldDifference> tell, CancellationToken stop) => DifferenceSummary.OfAsync(
        RecordComparer.CompareChosenAsync(migration, choice, stop).Select(line =>
        {
            if (line.Verdict != Verdict.Same)
            {
                tell(line);
            }

            return line;
        }),
        stop);
}
