using System.CommandLine;
using DentalMigration.Cli.Output;
using DentalMigration.Ledger;
using Spectre.Console;

namespace DentalMigration.Cli.Commands;

/// <summary><c>audit</c>: whether a migration's audit log is whole, what it holds, and a copy of it to keep elsewhere.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var ledger = new Option<string?>("--ledger") { Description = "The migration's journal.", HelpName = "FILE" };
        var path = new Option<string?>("--path") { Description = "A copy of the log that --out wrote, in place of a journal.", HelpName = "FILE" };
        var against = new Option<string?>("--against") { Description = "A copy from before: proves that the journal's log goes on from it.", HelpName = "FILE" };
        var output = new Option<string?>("--out", "--output") { Description = "Writes a copy: .jsonl or .csv.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var command = new Command("audit", "Tells whether the audit log is whole, and writes a copy of it.") { ledger, path, against, output, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(ledger) is null == result.GetValue(path) is null)
            {
                result.AddError("Give either --ledger FILE or --path FILE.");
            }
            else if (result.GetValue(path) is not null && (result.GetValue(against) ?? result.GetValue(output)) is not null)
            {
                result.AddError("--against and --out go with --ledger.");
            }
        });
        command.SetAction((parsed, stop) => Guarded.RunAsync(
            async () =>
            {
                bool quiet = parsed.GetValue(json);
                AuditLook look = parsed.GetValue(path) is { } copy
                    ? new AuditLook(AuditFile.Read(copy).LongCount(), AuditFile.Check(copy), [])
                    : Look(parsed.GetValue(ledger)!, parsed.GetValue(against), parsed.GetValue(output), stop);
                int exit = look.Broken is null ? ExitCode.Done : ExitCode.Problems;
                if (quiet)
                {
                    await Console.Out.WriteLineAsync(JsonLine.Of(look.Entries, look.Broken, exit));
                }
                else
                {
                    Print(look);
                }

                return exit;
            },
            parsed.GetValue(json)));
        return command;
    }

    private static AuditLook Look(string path, string? against, string? output, CancellationToken cancellationToken)
    {
        using MigrationLedger ledger = MigrationLedger.Open(path, TimeProvider.System, mustExist: true);
        var acts = new Dictionary<(long Run, string Action, string Outcome), (long Entries, long Rows)>();
        long entries = 0;
        foreach (AuditLine line in ledger.Audit.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            (long Run, string Action, string Outcome) act = (line.Entry.Run, line.Entry.Action, line.Entry.Outcome);
            (long Entries, long Rows) = acts.GetValueOrDefault(act);
            acts[act] = (Entries + 1, Rows + line.Entry.Count);
            entries++;
        }

        AuditBreak? broken = against is null ? ledger.Audit.Check() : ledger.Audit.CheckAgainst(AuditFile.Read(against));
        if (output is not null)
        {
            AuditFile.Write(output, ledger.Audit.Read(), cancellationToken);
        }

        return new AuditLook(entries, broken, [.. acts.OrderBy(a => a.Key.Run).Select(a => (a.Key.Run, a.Key.Action, a.Key.Outcome, a.Value.Entries, a.Value.Rows))]);
    }

    private static void Print(AuditLook look)
    {
        if (look.Acts.Count > 0)
        {
            Table table = Tables.Make("Audit log", "run", "what", "outcome", "entries", "rows");
            foreach ((long run, string action, string outcome, long entries, long rows) in look.Acts)
            {
                table.AddRow(Tables.N(run), action, outcome, Tables.N(entries), Tables.N(rows));
            }

            AnsiConsole.Write(table);
        }

        AnsiConsole.WriteLine(look.Broken is { } broken ? $"The log of {Tables.N(look.Entries)} entries is not as it was written. {broken.Reason}" : $"The log of {Tables.N(look.Entries)} entries is whole.");
    }

    private sealed record AuditLook(long Entries, AuditBreak? Broken, IReadOnlyList<(long Run, string Action, string Outcome, long Entries, long Rows)> Acts);
}
