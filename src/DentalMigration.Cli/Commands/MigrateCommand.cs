using System.CommandLine;
using DentalMigration.Cli.Output;
using DentalMigration.Hosting;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Schema;
using DentalMigration.Sources;

namespace DentalMigration.Cli.Commands;

/// <summary><c>migrate</c>: schema, owners and load in one go; run again, it resumes and writes nothing twice.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var ledger = new LedgerOptions();
        var map = new Option<string?>("--map") { Description = "An approved map: JSON or CSV.", HelpName = "FILE" };
        var ignore = new Option<bool>("--ignore-open") { Description = "With --accept-default-map: leave out what is open in the proposed map." };
        var accept = new Option<string?>("--accept-default-map") { Description = "Approve the default map as it is, in this person's name.", HelpName = "WHO" };
        var rehearsal = new Option<string?>("--rehearsal") { Description = "Ledger of the rehearsal a run on a real organisation rests on.", HelpName = "LEDGER" };
        var waive = new Option<string?>("--waive-rehearsal") { Description = "Run on a real organisation without a rehearsal, for this reason.", HelpName = "REASON" };
        var legal = new Option<string?>("--legal-basis") { Description = "On what legal basis patients' data may move, such as 'KVKK Art. 9, standard contract' or 'HIPAA BAA'.", HelpName = "TEXT" };
        var budget = new BudgetOption();
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var source = new SourceOptions();
        var target = new TargetOptions();
        var owner = new OwnerOptions();
        var gate = new GateOptions();
        var command = new Command("migrate", "Migrates an export into Dataverse.") { map, accept, ignore, rehearsal, waive, legal, json };
        ledger.AddTo(command);
        source.AddTo(command);
        target.AddTo(command);
        owner.AddTo(command);
        gate.AddTo(command);
        budget.AddTo(command);
        command.Validators.Add(r =>
        {
            if (r.GetValue(map) is null == r.GetValue(accept) is null)
            {
                r.AddError("Give either --map FILE or --accept-default-map WHO.");
            }
        });
        command.SetAction((parsed, stop) => Guarded.RunAsync(
            async () =>
            {
                bool quiet = parsed.GetValue(json);
                RunBudget? time = budget.Of(parsed);
                LedgerPlace place = ledger.Of(parsed, target);
                MigrationMap? given = parsed.GetValue(map) is { } file ? MapFile.Read(file) : null;
                using ISource export = source.Open(parsed, allowUnknown: given?.Places is not null);
                MigrationMap approved = given
                    ?? LedgerMap.Find(place, TimeProvider.System)
                    ?? MapApprover.Approve(
                        await Waiting.ForAsync(
                            quiet, "Proposing a map…", () => MapProposer.ProposeAsync(DefaultMap.Create(parsed.GetValue(source.System)!), export, null, stop)),
                        parsed.GetValue(accept)!,
                        TimeProvider.System,
                        parsed.GetValue(ignore));
                Migration.DemandApproved(approved, export);
                using Target organisation = await target.OpenAsync(parsed, mustExist: false, stop, approved.Currency);
                await TargetGate.DemandNamedAsync(organisation, parsed.GetValue(gate.Expected), place, stop);
                int made = 0;
                using Migration migration = await Waiting.ForAsync(quiet, "Making what is missing of the schema…", tell => MigrationSession.OpenAsync(
                    approved,
                    export,
                    organisation,
                    place,
                    parsed.GetValue(owner.Fallback)!,
                    owner.Choices(parsed),
                    new ImmediateProgress<SchemaItem>(_ => tell(++made)),
                    stop));
                await gate.ApplyAsync(parsed, migration, organisation, approved.Approval!.Approver, stop);
                if (parsed.GetValue(rehearsal) is not null || parsed.GetValue(waive) is not null)
                {
                    RehearsalGate.Approve(
                        migration, approved.Approval!.Approver, parsed.GetValue(rehearsal), parsed.GetValue(waive), parsed.GetValue(legal), organisation.IsLocal);
                }

                migration.Limit(time);
                var warnings = new List<string>();
                RunResult result = await LoadDisplay.ShowAsync(quiet, p => GuardedLoad.LoadAsync(migration, organisation, null, warnings.Add, p, stop));
                return LoadOutput.Write(migration, result, warnings, quiet);
            },
            parsed.GetValue(json)));
        return command;
    }
}
