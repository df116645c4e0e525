using System.CommandLine;
using DentalMigration.Cli.Output;
using DentalMigration.Verification;

namespace DentalMigration.Cli.Commands;

/// <summary><c>diff</c>: every mapped column of every written row, read back and compared.</summary>
internal static class DiffCommand
{
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
            async (migration, _, _) =>
            {
                bool quiet = parsed.GetValue(options.Json);
                if (parsed.GetValue(only) is { } name)
                {
                    _ = migration.Setup.Source.Catalog[name];
                }

                var choice = new ComparisonOptions { Object = parsed.GetValue(only), Keys = parsed.GetValue(keys) ?? [], Ids = parsed.GetValue(ids) ?? [] };
                var differences = new List<FieldDifference>();
                IReadOnlyList<DifferenceSummary> columns = await Waiting.ForAsync(quiet, "Reading rows back…", () => DifferenceSummary.OfAsync(
                    RecordComparer.CompareChosenAsync(migration, choice, stop).Select(l =>
                    {
                        if (l.Verdict != Verdict.Same)
                        {
                            differences.Add(l);
                        }

                        return l;
                    }),
                    stop));
                int exit = differences.Count == 0 ? ExitCode.Done : ExitCode.Problems;
                if (quiet)
                {
                    await Console.Out.WriteLineAsync(JsonLine.Of(columns, differences, parsed.GetValue(values), exit));
                }
                else
                {
                    Tables.Differences(columns);
                    Show(differences, parsed.GetValue(values));
                }

                return exit;
            },
            stop));
        return command;
    }

    private static void Show(List<FieldDifference> differences, bool values)
    {
        foreach (FieldDifference d in differences.Take(60))
        {
            Console.WriteLine(values
                ? $"  {d.Object} {d.Key} {d.Column}: '{d.MappedValue}' was sent, '{d.TargetValue}' is there. {d.Reason}"
                : $"  {d.Object} {d.Id:D} {d.Column}: {d.Verdict}. {d.Reason}");
        }

        if (differences.Count > 60)
        {
            Console.WriteLine(FormattableString.Invariant($"… and {differences.Count - 60:N0} more; --json has all."));
        }
    }
}
