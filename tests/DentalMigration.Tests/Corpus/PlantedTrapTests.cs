using DentalMigration.Cli.Generation;
using DentalMigration.Cli.Generation.Traps;
using DentalMigration.Emulator;
using DentalMigration.Hosting;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Corpus;

/// <summary>An export with everything planted in it that can be: each trap comes out as the generator says it must.</summary>
public sealed class PlantedTrapTests(CorpusTargets targets) : IClassFixture<CorpusTargets>
{
    /// <summary>What becomes of records that are sound themselves, but whose parent or user is not there.</summary>
    private static readonly string[] Followers = ["ParentNotWritten", "ProviderWithoutUser"];

    [Theory]
    [InlineData("dentes", 95)]
    [InlineData("dental-exec", 60)]
    public async Task Every_trap_comes_out_as_the_generator_says(string system, int patients)
    {
        using var folder = new TempFolder();
        GenerationResult practice = PracticeGenerator.Generate(
            new GenerationOptions { System = system, Patients = patients, Seed = 3, Out = folder.File("export"), Mess = 1 });
        MigrationMap map = CorpusTargets.Map(system);
        using ISource source = SourceOpener.OpenFolder(system, folder.File("export"));
        using EmbeddedDataverse dataverse = await targets.OpenAsync(system, folder.File("contoso.db"));
        using Target target = await CorpusTargets.ConnectAsync(dataverse);
        using Migration migration = await MigrationSession.OpenAsync(
            map, source, target, folder.File("cutover.ledger"), "admin@contoso.com", null, CancellationToken.None);

        RunResult result = await migration.LoadAsync(null, null, CancellationToken.None);

        Assert.True(result.IsConserved);
        ILookup<(string Object, string Position), LedgerProblem> problems =
            migration.Ledger.Problems.Of(result.Run).ToLookup(p => (p.Object, $"{p.File}:{p.Line}"));
        ILookup<(string Object, string Key), LedgerProblem> steps =
            migration.Ledger.Problems.Of(result.Run).Where(p => p.Line == 0).ToLookup(p => (p.Object, p.Key));
        List<PlantedTrap> traps = [.. practice.Traps.Where(t => t.Line > 0 && map.Find(t.Object) is not null)];
        Assert.All(traps, t => Assert.Equal((t.Name, Expected(t)), (t.Name, Found(t, [.. problems[(t.Object, $"{t.File}:{t.Line}")], .. steps[(t.Object, t.Key)]]))));
        HashSet<(string, string)> planted = [.. traps.Select(t => (t.Object, $"{t.File}:{t.Line}"))];
        Assert.All(
            problems.Where(p => !planted.Contains(p.Key)).SelectMany(p => p).Where(p => p.Kind != ProblemKind.Finding && p.Line > 0),
            p => Assert.Contains(p.Code, Followers));
    }

    private static string Expected(PlantedTrap trap) => trap.Expected switch
    {
        TrapOutcome.Held or TrapOutcome.Rejected => $"{trap.Expected} {trap.Code}".TrimEnd(),
        TrapOutcome.Finding => $"Written {trap.Code}".TrimEnd(),
        _ => "Written",
    };

    /// <summary>What became of a trapped record, with the code that was expected where it was given.</summary>
    private static string Found(PlantedTrap trap, LedgerProblem[] problems)
    {
        LedgerProblem? stopped = problems.FirstOrDefault(p => p.Kind != ProblemKind.Finding);
        string outcome = stopped is null ? "Written" : stopped.Kind.ToString();
        return trap.Code is null ? outcome : $"{outcome} {problems.FirstOrDefault(p => p.Code == trap.Code)?.Code ?? stopped?.Code}".TrimEnd();
    }
}
