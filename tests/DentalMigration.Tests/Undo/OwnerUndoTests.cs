using DentalMigration.Loading;
using DentalMigration.Loading.Owners;
using DentalMigration.Owners;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;

namespace DentalMigration.Tests.Undo;

/// <summary>Taking back a run that gave rows to their owners: they wait again, and what hangs on them stays with whom it was.</summary>
public sealed class OwnerUndoTests
{
    [Fact]
    public async Task Rows_go_back_to_the_owner_of_before_wait_again_and_take_nothing_along()
    {
        using UndoScenario scenario = await UndoScenario.LoadedAsync(patients: 40);
        Guid user = await scenario.Cutover.Target.AddUserAsync("Hasan Öztürk", "hasan.ozturk@example.com");
        string loaded = await scenario.Cutover.DigestAsync();
        long run = await UpdateAsync(scenario);
        string given = await scenario.Cutover.DigestAsync();
        Assert.True(await scenario.Client.CountAsync("contacts", $"_ownerid_value eq {user}", CancellationToken.None) > 0);

        UndoResult undone = await scenario.UndoAsync(new UndoOptions { Run = run });
        Assert.True(undone.IsComplete, scenario.Say(undone));
        Assert.Equal(0, await scenario.Client.CountAsync("contacts", $"_ownerid_value eq {user}", CancellationToken.None));
        Assert.Equal(loaded, await scenario.Cutover.DigestAsync());

        await UpdateAsync(scenario);
        Assert.Equal(given, await scenario.Cutover.DigestAsync());
    }

    private static async Task<long> UpdateAsync(UndoScenario scenario)
    {
        using Migration migration = await scenario.Cutover.OpenAsync(scenario.Export.Path);
        OwnerMap owners = await OwnerResolver.ResolveAsync(
            migration.Setup.Source.Read("provider", CancellationToken.None), "admin@contoso.com", [], scenario.Client, TimeProvider.System, CancellationToken.None);
        IReadOnlyList<OwnerMove> moves = await migration.UpdateOwnersAsync(owners, null, CancellationToken.None);
        Assert.True(moves.Sum(m => m.Moved) > 0);
        return moves[0].Run;
    }
}
