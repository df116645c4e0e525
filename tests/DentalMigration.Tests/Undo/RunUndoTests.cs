using System.Text.Json;
using DentalMigration.Ledger;
using DentalMigration.Undo;

namespace DentalMigration.Tests.Undo;

/// <summary>Taking one run back, and leaving what was before it, after it and beside it.</summary>
public sealed class RunUndoTests
{
    [Fact]
    public async Task A_delta_taken_back_leaves_the_content_of_before_it_and_can_come_again()
    {
        using UndoScenario scenario = await UndoScenario.LoadedAsync();
        string loaded = await scenario.Cutover.DigestAsync();
        scenario.EditExport("a");
        long delta = await scenario.SyncAsync();
        string synced = await scenario.Cutover.DigestAsync();
        Assert.NotEqual(loaded, synced);

        IReadOnlyList<UndoneObject> plan = UndoRun.Count(scenario.Cutover.LedgerPath, new UndoOptions { Run = delta }, TimeProvider.System);
        Assert.Equal((1, 3), (plan.Single(o => o.Object == "patient").Deleted, plan.Single(o => o.Object == "patient").Restored));
        Assert.Equal((0, 1), (plan.Single(o => o.Object == "practice").Deleted, plan.Single(o => o.Object == "practice").Restored));

        UndoResult undone = await scenario.UndoAsync(new UndoOptions { Run = delta });
        Assert.True(undone.IsComplete, scenario.Say(undone));
        Assert.Empty(undone.Components);
        Assert.Equal(plan.Select(o => (o.Object, o.Deleted, o.Restored)), undone.Objects.Select(o => (o.Object, o.Deleted, o.Restored)));
        Assert.Equal(4, undone.Verification.Restored);
        Assert.Equal(loaded, await scenario.Cutover.DigestAsync());

        UndoResult again = await scenario.UndoAsync(new UndoOptions { Run = delta });
        Assert.Equal(0, again.Objects.Sum(o => o.Deleted + o.Restored + o.Kept));

        await scenario.SyncAsync();
        Assert.Equal(synced, await scenario.Cutover.DigestAsync());
        Assert.True((await scenario.UndoAsync()).IsComplete);
        Assert.Equal(scenario.Before, await scenario.Cutover.DigestAsync());
    }

    [Fact]
    public async Task Columns_a_later_run_changed_stay_until_that_run_is_taken_back()
    {
        using UndoScenario scenario = await UndoScenario.LoadedAsync();
        string loaded = await scenario.Cutover.DigestAsync();
        scenario.EditExport("a");
        long first = await scenario.SyncAsync();
        scenario.EditExport("bb");
        long second = await scenario.SyncAsync();
        string last = await scenario.Cutover.DigestAsync();

        UndoResult undone = await scenario.UndoAsync(new UndoOptions { Run = first });
        Assert.False(undone.IsComplete);
        ILookup<string, LedgerProblem> told = scenario.Told(undone);
        Assert.Contains(told["ChangedByLaterRun"], p => p.Object == "patient" && p.Field == "address1_line1");
        Assert.Contains(told["SeenByLaterRun"], p => p.Object == "patient");
        Assert.Equal("Adres bb", (await scenario.ContactAsync(scenario.Patient(2), "address1_line1")).GetProperty("address1_line1").GetString());
        Assert.Equal(last, await scenario.Cutover.DigestAsync());

        Assert.True((await scenario.UndoAsync(new UndoOptions { Run = second })).IsComplete);
        undone = await scenario.UndoAsync(new UndoOptions { Run = first });
        Assert.True(undone.IsComplete, scenario.Say(undone));
        Assert.Equal(loaded, await scenario.Cutover.DigestAsync());
    }

    [Fact]
    public async Task What_people_wrote_into_a_column_since_stays_and_the_other_columns_go_back()
    {
        using UndoScenario scenario = await UndoScenario.LoadedAsync();
        string occupation = scenario.Export.Cell("Hastalar.csv", 3, "Adres");
        scenario.EditExport("a");
        long delta = await scenario.SyncAsync();
        JsonElement contact = await scenario.ContactAsync(scenario.Patient(2), "address1_line1");
        await scenario.EditAsync("contacts", contact.GetProperty("contactid").GetGuid(), "address1_line1", "Theirs");

        UndoResult undone = await scenario.UndoAsync(new UndoOptions { Run = delta });
        Assert.Equal(1, undone.Objects.Sum(o => o.Kept));
        Assert.Equal(("patient", "address1_line1"), scenario.Told(undone)["ChangedSince"].Select(p => (p.Object, p.Field)).Single());
        Assert.Equal("Theirs", (await scenario.ContactAsync(scenario.Patient(2), "address1_line1")).GetProperty("address1_line1").GetString());
        JsonElement other = (await scenario.ContactAsync(scenario.Patient(3), "address1_line1")).GetProperty("address1_line1");
        Assert.Equal(occupation, other.ValueKind == JsonValueKind.Null ? "" : other.GetString());

        // The whole undo still knows that somebody changed that row, although we wrote to others of its columns meanwhile.
        UndoResult whole = await scenario.UndoAsync();
        Assert.Equal(1, whole.Objects.Single(o => o.Object == "patient").Reasons["ChangedSince"]);
        Assert.True((await scenario.UndoAsync(new UndoOptions { Force = true })).IsComplete);
        Assert.Equal(scenario.Before, await scenario.Cutover.DigestAsync());
    }

    [Fact]
    public async Task The_first_load_taken_back_alone_leaves_what_a_later_run_counts_on()
    {
        using UndoScenario scenario = await UndoScenario.LoadedAsync();
        scenario.EditExport("a");
        long delta = await scenario.SyncAsync();
        UndoResult undone = await scenario.UndoAsync(new UndoOptions { Run = 1 });
        Assert.Equal(0, undone.Objects.Sum(o => o.Deleted));
        Assert.All(undone.Objects.Where(o => o.Kept > 0), o => Assert.DoesNotContain(o.Reasons.Keys, k => k is not ("SeenByLaterRun" or "StillNeeded" or "ChangedByLaterRun")));
        Assert.True((await scenario.UndoAsync(new UndoOptions { Run = delta })).IsComplete);
        undone = await scenario.UndoAsync(new UndoOptions { Run = 1 });
        Assert.True(undone.IsComplete, scenario.Say(undone));
        Assert.Equal(0, await scenario.Client.CountAsync("contacts", null, CancellationToken.None));
        Assert.True((await scenario.UndoAsync()).IsComplete);
        Assert.Equal(scenario.Before, await scenario.Cutover.DigestAsync());
    }

    [Fact]
    public async Task An_undo_of_a_run_that_breaks_off_goes_on_when_repeated()
    {
        using UndoScenario scenario = await UndoScenario.LoadedAsync();
        string loaded = await scenario.Cutover.DigestAsync();
        scenario.EditExport("a");
        long delta = await scenario.SyncAsync();
        for (int cut = 1; cut < 40; cut++)
        {
            int seen = 0;
            scenario.Cutover.Wire.Tap = async (request, body, pass) =>
            {
                bool isWrite = body.Contains("PATCH ", StringComparison.Ordinal) || body.Contains("DELETE ", StringComparison.Ordinal);
                HttpResponseMessage answer = await pass();
                return isWrite && Interlocked.Increment(ref seen) == cut ? throw new Support.PowerCutException() : answer;
            };
            try
            {
                UndoResult undone = await scenario.UndoAsync(new UndoOptions { Run = delta });
                Assert.True(undone.IsComplete, scenario.Say(undone));
                Assert.True(cut > 1, "Nothing was cut off, so this proves nothing.");
                break;
            }
            catch (Support.PowerCutException)
            {
                // The next round goes on.
            }
        }

        scenario.Cutover.Wire.Tap = null;
        Assert.Equal(loaded, await scenario.Cutover.DigestAsync());
    }

    [Theory]
    [InlineData(99, "RunUnknown")]
    [InlineData(2, "RunNotUndoable")]
    public async Task A_run_that_cannot_be_taken_back_is_refused(long run, string code)
    {
        using UndoScenario scenario = await UndoScenario.LoadedAsync(patients: 5);
        Assert.Equal("2", (await scenario.UndoAsync(new UndoOptions { Objects = ["appointment"] })).Run.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(code, (await Assert.ThrowsAsync<MigrationException>(() => scenario.UndoAsync(new UndoOptions { Run = run }))).Code);
        Assert.Equal("UndoScopeMixed", (await Assert.ThrowsAsync<MigrationException>(() => scenario.UndoAsync(new UndoOptions { Run = 1, Objects = ["patient"] }))).Code);
        Assert.Equal("ObjectUnknown", (await Assert.ThrowsAsync<MigrationException>(() => scenario.UndoAsync(new UndoOptions { Objects = ["tooth"] }))).Code);
        Assert.Equal("PracticeUnknown", (await Assert.ThrowsAsync<MigrationException>(() => scenario.UndoAsync(new UndoOptions { Practices = ["nowhere"] }))).Code);
    }
}
