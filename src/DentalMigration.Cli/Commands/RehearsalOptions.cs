using System.CommandLine;
using System.CommandLine.Parsing;
using DentalMigration.Cli.Output;
using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Schema;
using DentalMigration.Sources;

namespace DentalMigration.Cli.Commands;

/// <summary>The options by which a sample is loaded as a rehearsal: nothing is loaded where no ledger is named.</summary>
/// <param name="map">The option for an approved map.</param>
internal sealed class RehearsalOptions(Option<string?> map)
{
    private readonly TargetOptions _target = new();
    private readonly OwnerOptions _owner = new();
    private readonly GateOptions _gate = new();
    private readonly Option<string?> _ledger = new("--ledger") { Description = "Load the sample as a rehearsal, with this journal; made when missing.", HelpName = "FILE" };
    private readonly Option<string?> _accept = new("--accept-default-map") { Description = "Approve the default map as it is, in this person's name.", HelpName = "WHO" };
    private readonly Option<bool> _ignore = new("--ignore-open") { Description = "With --accept-default-map: leave out what is open in the proposed map." };

    public void AddTo(Command command)
    {
        _owner.Fallback.Required = false;
        foreach (Option option in (Option[])[_ledger, _accept, _ignore, _target.Embedded, _target.Url, _target.Users, _target.SignIn])
        {
            command.Options.Add(option);
        }

        _owner.AddTo(command);
        _gate.AddTo(command);
        command.Validators.Add(Check);
    }

    /// <summary>The approved map to load by; null where nothing is loaded.</summary>
    public async Task<MigrationMap?> MapAsync(ParseResult parsed, MigrationMap? given, ISource export, string system, bool quiet, CancellationToken stop)
    {
        if (parsed.GetValue(_ledger) is not { } ledger)
        {
            return null;
        }

        MigrationMap approved = given
            ?? LedgerMap.Find(ledger, TimeProvider.System)
            ?? MapApprover.Approve(
                await Waiting.ForAsync(quiet, "Proposing a map…", () => MapProposer.ProposeAsync(DefaultMap.Create(system), export, null, stop)),
                parsed.GetValue(_accept)!,
                TimeProvider.System,
                parsed.GetValue(_ignore));
        Migration.DemandApproved(approved, export);
        return approved;
    }

    /// <summary>Makes the schema, resolves the owners and loads what was chosen, its parents first.</summary>
    public async Task<RunResult> LoadAsync(
        ParseResult parsed, MigrationMap approved, ISource export, RecordSelection selection, bool quiet, CancellationToken stop)
    {
        string ledger = parsed.GetValue(_ledger)!;
        using Target organisation = await _target.OpenAsync(parsed, mustExist: false, stop, approved.Currency);
        await TargetGate.DemandNamedAsync(organisation, parsed.GetValue(_gate.Expected), ledger, stop);
        int made = 0;
        using Migration migration = await Waiting.ForAsync(quiet, "Making what is missing of the schema…", tell => MigrationSession.OpenAsync(
            approved,
            export,
            organisation,
            ledger,
            parsed.GetValue(_owner.Fallback)!,
            _owner.Choices(parsed),
            new ImmediateProgress<SchemaItem>(_ => tell(++made)),
            stop));
        await _gate.ApplyAsync(parsed, migration, organisation, approved.Approval!.Approver, stop);
        await SelectionClosure.AddParentsAsync(migration.Setup.Source, approved, selection, stop);
        migration.Ledger.Set(RecordSelection.LedgerName, "chosen");
        migration.Ledger.Commit();
        var warnings = new List<string>();
        RunResult result = await LoadDisplay.ShowAsync(quiet, p => GuardedLoad.LoadAsync(migration, organisation, selection, warnings.Add, p, stop));
        warnings.ForEach(w => Console.Error.WriteLine($"Note: {ConsoleWords.Of(w)}"));
        if (!quiet)
        {
            LoadOutput.Print(migration, result);
        }

        return result;
    }

    private void Check(CommandResult result)
    {
        bool loads = result.GetValue(_ledger) is not null;
        int targets = (result.GetValue(_target.Embedded) is null ? 0 : 1) + (result.GetValue(_target.Url) is null ? 0 : 1);
        if (!loads && (targets > 0 || result.GetValue(_accept) is not null))
        {
            result.AddError("Give --ledger FILE to load the sample; without it the sample is only told of.");
        }
        else if (loads && targets != 1)
        {
            result.AddError("Give either --embedded FILE or --url URL to load the sample into.");
        }
        else if (loads && result.GetValue(_owner.Fallback) is null)
        {
            result.AddError("Give --fallback-owner EMAIL: no row is without an owner.");
        }
        else if (loads && result.GetValue(map) is null == result.GetValue(_accept) is null)
        {
            result.AddError("Give either --map FILE or --accept-default-map WHO.");
        }
    }
}
