using System.Globalization;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Undo;
using DentalMigration.Verification.Repair;

namespace DentalMigration.Tests.Undo;

/// <summary>Undo after a full load, a delta and a repair, calm and with people at work in between.</summary>
public sealed class UndoProofTests
{
    private const int Edits = 50;

    [Fact]
    public async Task Undo_after_load_delta_and_repair_leaves_the_content_of_before_and_each_run_can_go_alone()
    {
        using UndoScenario scenario = await UndoScenario.LoadedAsync();
        scenario.EditExport("a");
        await scenario.SyncAsync();
        string synced = await scenario.Cutover.DigestAsync();
        (long repair, string spoilt) = await RepairAsync(scenario);
        Assert.Equal(synced, await scenario.Cutover.DigestAsync());
        Assert.True((await scenario.UndoAsync(new UndoOptions { Run = repair })).IsComplete);
        Assert.Equal(spoilt, await scenario.Cutover.DigestAsync());

        await RepairAsync(scenario);
        UndoResult undone = await scenario.UndoAsync();
        Assert.True(undone.IsComplete);
        Assert.Equal((0L, 0L, 0L), (undone.Verification.Found, undone.Verification.Unexpected, undone.Verification.Differing));
        Assert.Equal(scenario.Before, await scenario.Cutover.DigestAsync());
    }

    [Fact]
    public async Task Undo_keeps_exactly_what_people_did_in_between_and_what_that_needs()
    {
        using UndoScenario scenario = await UndoScenario.LoadedAsync(patients: 60);
        scenario.EditExport("a");
        await scenario.SyncAsync();
        await RepairAsync(scenario);
        Dictionary<Guid, string> ours = await OursAsync(scenario);
        List<(string Set, Guid Id, string Column, string Value)> edits = [];
        var theirs = new List<(string Set, Guid Id)>();
        HashSet<Guid> kept = [];

        Guid[] contacts = Rows(ours, "contacts");
        foreach (Guid contact in contacts.Take(12))
        {
            await EditAsync("contacts", contact, "description");
            kept.Add(contact);
        }

        foreach (Guid contact in contacts.Skip(12).Take(8))
        {
            theirs.Add(("annotations", await CreateAsync(scenario, "annotations", ("subject", "theirs"), ("objectid_contact@odata.bind", $"/contacts({contact})"))));
            kept.Add(contact);
        }

        foreach (Guid account in Rows(ours, "accounts").Take(3))
        {
            theirs.Add(("contacts", await CreateAsync(scenario, "contacts", ("lastname", "Theirs"), ("parentcustomerid_account@odata.bind", $"/accounts({account})"))));
            kept.Add(account);
        }

        int users = 0;
        await foreach (JsonElement user in scenario.Client.QueryAsync("systemusers?$select=systemuserid&$filter=new_sourceuserid ne null", null, CancellationToken.None))
        {
            await EditAsync("systemusers", user.GetProperty("systemuserid").GetGuid(), "new_sourceuserid");
            users++;
        }

        Assert.True(users > 0);
        foreach (Guid appointment in Rows(ours, "appointments").Take(10))
        {
            await EditAsync("appointments", appointment, "description");
            kept.Add(appointment);
        }

        foreach (Guid note in Rows(ours, "annotations").Take(Edits - kept.Count - users))
        {
            await EditAsync("annotations", note, "subject");
            kept.Add(note);
        }

        Assert.Equal(Edits, kept.Count + users);
        HashSet<Guid> needed = await NeededAsync(scenario, ours, kept);

        UndoResult undone = await scenario.UndoAsync();

        ILookup<string, LedgerProblem> told = scenario.Told(undone);
        Assert.Equal(Edits, told["ChangedSince"].Concat(told["AttachedSince"]).Count());
        Assert.Equal(users, told["ChangedSince"].Count(p => p.Object == "provider" && p.Field == "new_sourceuserid"));
        Assert.Equal(needed.Count - kept.Count, told["StillNeeded"].Count());
        Assert.Equal(needed.Count, undone.Verification.Found);
        Assert.True(undone.Verification.IsClean);
        foreach ((Guid id, string set) in ours)
        {
            if (needed.Contains(id) != await scenario.Client.RetrieveAsync(set, id, null, CancellationToken.None) is not null)
            {
                Assert.Fail($"A row of {set} {(needed.Contains(id) ? "went that was to stay" : "stayed that was to go")}.");
            }
        }

        foreach ((string set, Guid id, string column, string value) in edits)
        {
            Assert.Equal(value, (await scenario.Client.RetrieveAsync(set, id, column, CancellationToken.None))!.Value.GetProperty(column).GetString());
        }

        foreach ((string set, Guid id) in theirs)
        {
            await scenario.Client.DeleteAsync(set, id, null, CancellationToken.None);
        }

        UndoResult forced = await scenario.UndoAsync(new UndoOptions { Force = true });
        Assert.True(forced.IsComplete, scenario.Say(forced));
        Assert.Equal(scenario.Before, await scenario.Cutover.DigestAsync());

        async Task EditAsync(string set, Guid id, string column)
        {
            string value = $"edit {edits.Count.ToString(CultureInfo.InvariantCulture)}";
            await scenario.EditAsync(set, id, column, value);
            edits.Add((set, id, column, value));
        }
    }

    /// <summary>The kept rows, and every row of ours that one of them points at, and so on.</summary>
    private static async Task<HashSet<Guid>> NeededAsync(UndoScenario scenario, Dictionary<Guid, string> ours, HashSet<Guid> kept)
    {
        HashSet<Guid> needed = [.. kept];
        var open = new Queue<Guid>(kept);
        while (open.TryDequeue(out Guid id))
        {
            JsonElement row = (await scenario.Client.RetrieveAsync(ours[id], id, null, CancellationToken.None))!.Value;
            foreach (JsonProperty column in row.EnumerateObject().Where(c => c.Name.StartsWith('_') && c.Value.ValueKind == JsonValueKind.String))
            {
                if (ours.ContainsKey(column.Value.GetGuid()) && needed.Add(column.Value.GetGuid()))
                {
                    open.Enqueue(column.Value.GetGuid());
                }
            }
        }

        return needed;
    }

    private static Guid[] Rows(Dictionary<Guid, string> ours, string set) => [.. ours.Where(r => r.Value == set).Select(r => r.Key).Order()];

    /// <summary>All rows the migration made: id → plural name of the table.</summary>
    private static async Task<Dictionary<Guid, string>> OursAsync(UndoScenario scenario)
    {
        var rows = new Dictionary<Guid, string>();
        IReadOnlyDictionary<string, string> sets = await scenario.Client.Metadata.GetEntitySetsAsync(CancellationToken.None);
        using MigrationLedger ledger = scenario.OpenLedger();
        foreach (ObjectMap o in DefaultMap.Create("dentes").Objects)
        {
            foreach (LedgerRecord row in ledger.Records.Walk(ledger.ObjectNumber(o.Object, o.Table), RecordState.Written).Where(r => r.Made))
            {
                rows.Add(row.Id, sets[o.Table]);
            }
        }

        return rows;
    }

    private static Task<Guid> CreateAsync(UndoScenario scenario, string set, params (string Column, object Value)[] row) => scenario.Client.CreateAsync(
        set,
        JsonSerializer.SerializeToUtf8Bytes(row.ToDictionary(c => c.Column, c => c.Value)),
        new WriteOptions { CallerId = scenario.Somebody },
        CancellationToken.None);

    /// <summary>A run of the kind repair, as the engine journals it: image first, then the write, then the ledger looks at the row again.</summary>
    /// <summary>Somebody spoils some rows, and a repair corrects them.</summary>
    /// <returns>The repair's number, and the content it found.</returns>
    private static async Task<(long Run, string Spoilt)> RepairAsync(UndoScenario scenario)
    {
        using Migration migration = await scenario.Cutover.OpenAsync(scenario.Export.Path);
        int number = migration.Ledger.ObjectNumber("patient", "contact");
        foreach (LedgerRecord row in migration.Ledger.Records.Walk(number, RecordState.Written).Take(5).ToList())
        {
            await scenario.Client.UpdateAsync(
                "contacts", row.Id, """{"address1_city":"Spoilt"}"""u8.ToArray(), new WriteOptions { CallerId = scenario.Somebody }, CancellationToken.None);
        }

        string spoilt = await scenario.Cutover.DigestAsync();
        RepairResult repaired = await RepairRun.RunAsync(migration, [], new RepairOptions { IncludeChangedSince = true }, _ => { }, CancellationToken.None);
        Assert.Equal(5, repaired.Objects.Sum(o => o.Updated));
        return (repaired.Run, spoilt);
    }
}
