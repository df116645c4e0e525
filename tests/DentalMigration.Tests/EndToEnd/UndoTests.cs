using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>What an undo takes back and what it leaves, whatever happened before and meanwhile.</summary>
public sealed class UndoTests : IDisposable
{
    private readonly Export _export = Export.Generate(traps: false, patients: 30);

    public void Dispose() => _export.Dispose();

    [Fact]
    public async Task A_row_an_undo_kept_is_still_ours_after_another_load()
    {
        using Cutover cutover = await Cutover.StartAsync();
        string before = await cutover.DigestAsync();
        await LoadAsync(cutover);
        Guid appointment = (await FirstAsync(cutover, "appointments", "activityid")).GetProperty("activityid").GetGuid();
        await cutover.Target.Client.UpdateAsync("appointments", appointment, """{"subject":"moved"}"""u8.ToArray(), null, CancellationToken.None);
        Assert.False((await cutover.UndoAsync(new UndoOptions { KeepSchema = true })).IsComplete);
        Assert.Equal(1, (await LoadAsync(cutover)).Objects.Single(o => o.Object == "appointment").Held);
        Assert.True((await cutover.UndoAsync(new UndoOptions { Force = true })).IsComplete);
        Assert.Equal(before, await cutover.DigestAsync());
    }

    [Fact]
    public async Task A_user_who_came_after_the_schema_does_not_keep_a_yes_or_no_column()
    {
        using Cutover cutover = await Cutover.StartAsync();
        await LoadAsync(cutover);
        await cutover.Target.AddUserAsync("Late One", "late@example.com");
        UndoResult undone = await cutover.UndoAsync();
        Assert.True(undone.IsComplete, string.Join(" ", undone.Components.Where(c => !c.Removed).Select(c => $"{c.Table}.{c.Name}: {c.Reason}")));
    }

    [Fact]
    public async Task A_table_that_may_not_be_read_stops_the_undo_before_anything_can_go_with_a_cascade()
    {
        using Cutover cutover = await Cutover.StartAsync();
        string before = await cutover.DigestAsync();
        await LoadAsync(cutover);
        long contacts = await cutover.Target.Client.CountAsync("contacts", null, CancellationToken.None);
        cutover.Wire.Tap = async (request, _, pass) => request.RequestUri!.PathAndQuery.Contains("annotations?$select=_objectid_value", StringComparison.Ordinal)
            ? new HttpResponseMessage(System.Net.HttpStatusCode.Forbidden)
            {
                RequestMessage = request,
                Content = new StringContent("""{"error":{"code":"0x80040220","message":"missing prvReadNote privilege"}}"""),
            }
            : await pass();
        Assert.Equal("AttachmentsUnchecked", (await Assert.ThrowsAsync<MigrationException>(() => cutover.UndoAsync())).Code);
        cutover.Wire.Tap = null;
        Assert.Equal(contacts, await cutover.Target.Client.CountAsync("contacts", null, CancellationToken.None));
        Assert.True((await cutover.UndoAsync()).IsComplete);
        Assert.Equal(before, await cutover.DigestAsync());
    }

    [Fact]
    public async Task A_row_that_was_never_read_back_is_kept_where_somebody_else_changed_it()
    {
        using Cutover cutover = await Cutover.StartAsync();
        string before = await cutover.DigestAsync();
        cutover.Wire.Tap = async (request, _, pass) =>
            request.RequestUri!.PathAndQuery.Contains("contacts?$select=contactid,_ownerid_value", StringComparison.Ordinal) ? throw new PowerCutException() : await pass();
        await Assert.ThrowsAsync<PowerCutException>(() => LoadAsync(cutover));
        cutover.Wire.Tap = null;
        Guid contact = (await FirstAsync(cutover, "contacts", "contactid")).GetProperty("contactid").GetGuid();
        Guid user = (await FirstAsync(cutover, "systemusers", "systemuserid", "internalemailaddress eq 'mehmet.demir@example.com'")).GetProperty("systemuserid").GetGuid();
        await cutover.Target.Client.UpdateAsync(
            "contacts", contact, """{"jobtitle":"Teacher"}"""u8.ToArray(), new WriteOptions { CallerId = user }, CancellationToken.None);

        Assert.Equal(1, (await cutover.UndoAsync()).Objects.Single(o => o.Object == "patient").Kept);
        Assert.Equal("Teacher", (await FirstAsync(cutover, "contacts", "jobtitle")).GetProperty("jobtitle").GetString());
        Assert.True((await cutover.UndoAsync(new UndoOptions { Force = true })).IsComplete);
        Assert.Equal(before, await cutover.DigestAsync());
    }

    [Fact]
    public async Task A_row_of_others_that_was_changed_twice_holds_again_what_it_held_before_the_first_time()
    {
        using Cutover cutover = await Cutover.StartAsync();
        JsonElement user = await FirstAsync(cutover, "systemusers", "systemuserid", "internalemailaddress eq 'mehmet.demir@example.com'");
        Guid id = user.GetProperty("systemuserid").GetGuid();
        await cutover.Target.Client.UpdateAsync("systemusers", id, """{"jobtitle":"Owner","title":"Mr"}"""u8.ToArray(), null, CancellationToken.None);
        string before = await cutover.DigestAsync();
        MigrationMap map = DefaultMap.Create("dentes");
        ObjectMap provider = map.Find("provider")!;
        provider = provider with
        {
            Columns = [.. provider.Columns, new ColumnMap { Column = "jobtitle", From = ["specialty"] }, new ColumnMap { Column = "title", From = ["title"] }],
        };
        map = map with { Objects = [.. map.Objects.Select(o => o.Object == "provider" ? provider : o)] };
        await LoadAsync(cutover, map);
        _export.SetCell("Hekimler.csv", "E-posta", "mehmet.demir@example.com", "Uzmanlık", "Ortodonti");
        await LoadAsync(cutover, map);
        Assert.True((await cutover.UndoAsync()).IsComplete);
        Assert.Equal(before, await cutover.DigestAsync());
    }

    [Fact]
    public async Task Two_providers_with_one_user_do_not_overwrite_each_other()
    {
        using Cutover cutover = await Cutover.StartAsync();
        string before = await cutover.DigestAsync();
        _export.SetCell("Hekimler.csv", "E-posta", "ayse.yildiz@example.com", "E-posta", "mehmet.demir@example.com");
        using (Migration migration = await cutover.OpenAsync(_export.Path))
        {
            RunResult result = await migration.LoadAsync(null, null, CancellationToken.None);
            Assert.Single(migration.Ledger.Problems.Of(result.Run), p => p.Code == "UserTaken");
        }

        Assert.True((await cutover.UndoAsync()).IsComplete);
        Assert.Equal(before, await cutover.DigestAsync());
    }

    [Fact]
    public async Task An_undo_that_breaks_off_says_so_in_the_ledger_and_goes_on_when_repeated()
    {
        using Cutover cutover = await Cutover.StartAsync();
        string before = await cutover.DigestAsync();
        await LoadAsync(cutover);
        cutover.Wire.Tap = async (_, body, pass) => body.Contains("DELETE /api/data/v9.2/contacts", StringComparison.Ordinal) ? throw new PowerCutException() : await pass();
        await Assert.ThrowsAsync<PowerCutException>(() => cutover.UndoAsync());
        cutover.Wire.Tap = null;
        using (MigrationLedger ledger = MigrationLedger.Open(cutover.LedgerPath, TimeProvider.System))
        {
            AuditEntry last = ledger.Audit.Read().Last().Entry;
            Assert.Equal(("end", "broken off"), (last.Action, last.Outcome));
        }

        Assert.True((await cutover.UndoAsync()).IsComplete);
        Assert.Equal(before, await cutover.DigestAsync());
    }

    [Fact]
    public async Task A_key_stays_with_its_column_where_others_use_it()
    {
        using Cutover cutover = await Cutover.StartAsync();
        await LoadAsync(cutover);
        await cutover.Target.Client.CreateAsync("accounts", """{"name":"Other","new_sourcepracticeid":"X9"}"""u8.ToArray(), null, CancellationToken.None);
        UndoResult undone = await cutover.UndoAsync();
        Assert.Equal(["new_sourcepracticeid_key", "new_sourcepracticeid", "new_sourcescope"], undone.Components.Where(c => !c.Removed).Select(c => c.Name));
        TableMetadata account = (await cutover.Target.Client.Metadata.GetTableAsync("account", CancellationToken.None))!;
        Assert.Contains(account.Keys, k => k.KeyAttributes.Contains("new_sourcepracticeid"));
    }

    [Fact]
    public async Task A_contact_people_invited_since_is_kept()
    {
        using Cutover cutover = await Cutover.StartAsync();
        await LoadAsync(cutover);
        Guid contact = (await FirstAsync(cutover, "contacts", "contactid")).GetProperty("contactid").GetGuid();
        byte[] meeting = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["subject"] = "review",
            ["scheduledstart"] = "2026-06-01T09:00:00Z",
            ["scheduledend"] = "2026-06-01T10:00:00Z",
            ["appointment_activity_parties"] = new[] { new Dictionary<string, object> { ["partyid_contact@odata.bind"] = $"/contacts({contact})", ["participationtypemask"] = 5 } },
        });
        await cutover.Target.Client.CreateAsync("appointments", meeting, null, CancellationToken.None);
        Assert.Equal(1, (await cutover.UndoAsync(new UndoOptions { Force = true })).Objects.Single(o => o.Object == "patient").Kept);
    }

    private async Task<RunResult> LoadAsync(Cutover cutover, MigrationMap? map = null)
    {
        using Migration migration = await cutover.OpenAsync(_export.Path, map);
        return await migration.LoadAsync(null, null, CancellationToken.None);
    }

    private static async Task<JsonElement> FirstAsync(Cutover cutover, string set, string select, string? filter = null) =>
        await cutover.Target.Client.QueryAsync($"{set}?$select={select}{(filter is null ? "" : "&$filter=" + filter)}&$top=1", null, CancellationToken.None).FirstAsync();
}
