using System.CommandLine;
using DentalMigration.Cli.Output;
using DentalMigration.Hosting;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Owners;
using DentalMigration.Sources;

namespace DentalMigration.Cli.Commands;

/// <summary>The options of commands that go on with a migration: its ledger, which holds the map, an export, the organisation and the owners.</summary>
internal sealed class MigrationOptions
{
    public LedgerOptions Ledger { get; } = new();

    public Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object as the last line." };

    public SourceOptions Source { get; } = new();

    public TargetOptions Target { get; } = new();

    public OwnerOptions Owner { get; } = new();

    public void AddTo(Command command)
    {
        Ledger.AddTo(command);
        Source.AddTo(command);
        Target.AddTo(command);
        Owner.AddTo(command);
        command.Options.Add(Json);
    }

    /// <summary>Opens the migration as it is, without making schema that is missing, and works with it.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="work">Given the migration, its organisation and the export; returns the exit code.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="MigrationException"><c>LedgerNotFound</c>, <c>LedgerEmpty</c>, or the map does not fit the target.</exception>
    public Task<int> RunAsync(ParseResult parsed, Func<Migration, Target, ISource, Task<int>> work, CancellationToken stop) => Guarded.RunAsync(
        async () =>
        {
            LedgerPlace ledger = Ledger.Begun(parsed, Target);

            MigrationMap map = LedgerMap.Find(ledger, TimeProvider.System)
                ?? throw new MigrationException("LedgerEmpty", "The ledger holds no migration yet. Load it first with migrate.");
            using ISource export = Source.Open(parsed, allowUnknown: map.Places is not null);
            using Target organisation = await Target.OpenAsync(parsed, mustExist: true, stop, map.Currency);
            using Migration migration = await Waiting.ForAsync(parsed.GetValue(Json), "Opening the migration…", () => OpenAsync(parsed, map, export, organisation, ledger, stop));
            return await work(migration, organisation, export);
        },
        parsed.GetValue(Json));

    private async Task<Migration> OpenAsync(ParseResult parsed, MigrationMap map, ISource export, Target organisation, LedgerPlace ledger, CancellationToken stop)
    {
        ISource decided = await MapSource.DecideAsync(map, export, stop);
        OwnerMap owners = await OwnerResolver.ResolveAsync(
            decided.Read("provider", stop), parsed.GetValue(Owner.Fallback)!, Owner.Choices(parsed), organisation.Client, TimeProvider.System, stop);
        return await Migration.OpenAsync(
            new MigrationSetup { Map = map, Owners = owners, Source = decided, Target = organisation.Client, FurtherUsers = organisation.FurtherUsers, Ledger = ledger }, stop);
    }
}
