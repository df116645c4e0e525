using DentalMigration.Ledger;
using DentalMigration.Undo;

namespace DentalMigration.Tests.Undo;

/// <summary>Taking some objects or practices back, and never what others still need.</summary>
public sealed class SelectiveUndoTests
{
    [Fact]
    public async Task Rows_that_rows_of_other_objects_need_stay_and_say_which_to_undo_first()
    {
        using UndoScenario scenario = await UndoScenario.LoadedAsync();
        string loaded = await scenario.Cutover.DigestAsync();
        long contacts = await scenario.Client.CountAsync("contacts", null, CancellationToken.None);
        long appointments = await scenario.Client.CountAsync("appointments", null, CancellationToken.None);

        UndoResult undone = await scenario.UndoAsync(new UndoOptions { Objects = ["patient"] });
        UndoneObject patients = Assert.Single(undone.Objects);
        Assert.Equal(contacts, patients.Deleted + patients.Kept);
        Assert.Equal(patients.Kept, patients.Reasons["StillNeeded"]);
        Assert.All(scenario.Told(undone)["StillNeeded"], p => Assert.Matches("'(appointment|note|document|treatment_plan|ledger|insurance|recall|procedure|patient|large_document)'", p.Reason));
        Assert.True(undone.Verification.IsClean);
        Assert.Equal(appointments, await scenario.Client.CountAsync("appointments", null, CancellationToken.None));

        await scenario.SyncAsync();
        Assert.Equal(loaded, await scenario.Cutover.DigestAsync());
        Assert.True((await scenario.UndoAsync()).IsComplete);
        Assert.Equal(scenario.Before, await scenario.Cutover.DigestAsync());
    }

    [Fact]
    public async Task An_object_that_nothing_needs_goes_alone_and_can_come_again()
    {
        using UndoScenario scenario = await UndoScenario.LoadedAsync();
        string loaded = await scenario.Cutover.DigestAsync();
        UndoResult undone = await scenario.UndoAsync(new UndoOptions { Objects = ["appointment", "note"] });
        Assert.True(undone.IsComplete);
        Assert.Equal(["note", "appointment"], undone.Objects.Select(o => o.Object));
        Assert.Equal(0, await scenario.Client.CountAsync("appointments", null, CancellationToken.None));
        Assert.True(await scenario.Client.CountAsync("contacts", null, CancellationToken.None) > 0);
        await scenario.SyncAsync();
        Assert.Equal(loaded, await scenario.Cutover.DigestAsync());
    }

    [Fact]
    public async Task Only_rows_of_the_named_practice_go()
    {
        using UndoScenario scenario = await UndoScenario.LoadedAsync();
        IReadOnlyList<UndoneObject> plan = UndoRun.Count(scenario.Cutover.LedgerPath, new UndoOptions { Practices = ["ALS"] }, TimeProvider.System);
        List<LedgerRecord> inside = [];
        List<LedgerRecord> visits = [];
        using (MigrationLedger ledger = scenario.OpenLedger())
        {
            foreach (UndoneObject o in plan)
            {
                int number = ledger.ObjectNumber(o.Object, o.Table);
                List<LedgerRecord> rows = [.. ledger.Records.Walk(number, RecordState.Written).Where(r => r.Made && r.Practice == ledger.Practices.Find("ALS"))];
                inside.AddRange(rows);
                visits.AddRange(o.Object == "appointment" ? rows : []);
            }
        }

        UndoResult undone = await scenario.UndoAsync(new UndoOptions { Practices = ["ALS"] });
        Assert.True(undone.IsComplete);
        Assert.NotEmpty(visits);
        Assert.Equal(inside.Count, undone.Objects.Sum(o => o.Deleted));
        Assert.Equal(plan.Sum(o => o.Deleted), undone.Objects.Sum(o => o.Deleted));
        foreach (LedgerRecord visit in visits)
        {
            Assert.Null(await scenario.Client.RetrieveAsync("appointments", visit.Id, null, CancellationToken.None));
        }

        Assert.True(await scenario.Client.CountAsync("appointments", null, CancellationToken.None) > 0);
    }
}
