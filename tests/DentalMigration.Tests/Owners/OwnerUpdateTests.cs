using System.Text.Json;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Loading.Owners;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Owners;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;

namespace DentalMigration.Tests.Owners;

/// <summary>A dentist's user that comes after the load, and what happens to the rows that waited for it.</summary>
public sealed class OwnerUpdateTests : IDisposable
{
    private const string Late = "hasan.ozturk@example.com";

    private readonly Export _export = Export.Generate(traps: false, patients: 40);

    public void Dispose() => _export.Dispose();

    [Fact]
    public async Task Rows_without_their_owner_are_staged_and_say_so()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(_export.Path);
        await migration.LoadAsync(null, null, CancellationToken.None);
        Guid fallback = await cutover.Target.UserAsync("admin@contoso.com");
        long staged = migration.Ledger.Owners.CountStaged(Number(migration, "patient"));
        Assert.InRange(staged, 1, 39);
        Assert.Equal(staged, await cutover.Target.Client.CountAsync("contacts", $"new_ownerstate eq {OwnerStateColumn.Staged}", CancellationToken.None));
        Assert.Equal(0, await cutover.Target.Client.CountAsync("contacts", $"new_ownerstate ne null and _ownerid_value ne {fallback}", CancellationToken.None));
        Assert.Contains(migration.Ledger.Owners.Awaited(), a => a.Provider == "5");
    }

    [Fact]
    public async Task A_user_that_comes_late_gets_what_it_would_have_had_and_takes_nothing_else_along()
    {
        using Cutover early = await Cutover.StartAsync();
        await early.Target.AddUserAsync("Hasan Öztürk", Late);
        using (Migration migration = await early.OpenAsync(_export.Path))
        {
            await migration.LoadAsync(null, null, CancellationToken.None);
        }

        using Cutover late = await Cutover.StartAsync();
        using (Migration migration = await late.OpenAsync(_export.Path))
        {
            await migration.LoadAsync(null, null, CancellationToken.None);
            Guid user = await late.Target.AddUserAsync("Hasan Öztürk", Late);
            IReadOnlyList<OwnerMove> moves = await UpdateAsync(migration, late);
            Assert.True(moves.Single(m => m.Object == "patient").Moved > 0);
            Assert.True(moves.Sum(m => m.GivenBack) > 0, "No assignment took a row along, so this proves nothing.");
            Assert.True(await late.Target.Client.CountAsync("contacts", $"_ownerid_value eq {user}", CancellationToken.None) > 0);
            Assert.Equal(moves.Sum(m => m.Waiting), migration.Ledger.Owners.Awaited().Sum(a => a.Rows));
            Assert.DoesNotContain(migration.Ledger.Owners.Awaited(), a => a.Provider == "5");
            Assert.DoesNotContain(migration.Ledger.Problems.Of(moves[0].Run), p => p.Code == "OwnerUnexpected");
            Assert.Contains(migration.Ledger.Audit.Read(), a => a.Entry is { Action: "step", Note: "owner", Count: > 0 });
            Assert.Contains(migration.Ledger.Audit.Read(), a => a.Entry is { Action: "assign", Count: > 0 });
            Assert.Null(migration.Ledger.Audit.FindBreak());

            // Lookups to the new user are filled by the next load; the owners are there already.
            await migration.LoadAsync(null, null, CancellationToken.None);
        }

        Assert.Equal(await OwnersAsync(early), await OwnersAsync(late));
    }

    [Fact]
    public async Task A_load_that_finds_the_user_there_does_the_same()
    {
        using Cutover early = await Cutover.StartAsync();
        await early.Target.AddUserAsync("Hasan Öztürk", Late);
        using (Migration migration = await early.OpenAsync(_export.Path))
        {
            await migration.LoadAsync(null, null, CancellationToken.None);
        }

        using Cutover late = await Cutover.StartAsync();
        using (Migration migration = await late.OpenAsync(_export.Path))
        {
            await migration.LoadAsync(null, null, CancellationToken.None);
        }

        await late.Target.AddUserAsync("Hasan Öztürk", Late);
        using (Migration migration = await late.OpenAsync(_export.Path))
        {
            RunResult again = await migration.LoadAsync(null, null, CancellationToken.None);
            Assert.True(again.IsConserved);
            Assert.DoesNotContain(migration.Ledger.Problems.Of(again.Run), p => p.Code == "OwnerUnexpected");
        }

        Assert.Equal(await OwnersAsync(early), await OwnersAsync(late));
    }

    [Fact]
    public async Task A_second_update_writes_nothing()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(_export.Path);
        await migration.LoadAsync(null, null, CancellationToken.None);
        await cutover.Target.AddUserAsync("Hasan Öztürk", Late);
        await UpdateAsync(migration, cutover);
        string exact = await cutover.DigestAsync(exact: true);
        Assert.All(await UpdateAsync(migration, cutover), m => Assert.Equal(0, m.Moved + m.GivenBack));
        Assert.Equal(exact, await cutover.DigestAsync(exact: true));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task An_update_that_was_broken_off_goes_on_where_it_stopped(int writes)
    {
        string expected;
        using (Cutover calm = await Cutover.StartAsync())
        {
            using Migration migration = await calm.OpenAsync(_export.Path);
            await migration.LoadAsync(null, null, CancellationToken.None);
            await calm.Target.AddUserAsync("Hasan Öztürk", Late);
            await UpdateAsync(migration, calm);
            expected = await calm.DigestAsync();
        }

        using Cutover cutover = await Cutover.StartAsync();
        using (Migration migration = await cutover.OpenAsync(_export.Path))
        {
            await migration.LoadAsync(null, null, CancellationToken.None);
            await cutover.Target.AddUserAsync("Hasan Öztürk", Late);
            OwnerMap owners = await ResolveAsync(migration, cutover);
            int seen = 0;
            cutover.Wire.Tap = async (_, body, pass) =>
            {
                HttpResponseMessage answer = await pass();
                return body.Contains("ownerid@odata.bind", StringComparison.Ordinal) && Interlocked.Increment(ref seen) >= writes ? throw new PowerCutException() : answer;
            };
            await Assert.ThrowsAsync<PowerCutException>(() => migration.UpdateOwnersAsync(owners, null, CancellationToken.None));
            cutover.Wire.Tap = null;
        }

        using (Migration migration = await cutover.OpenAsync(_export.Path))
        {
            await UpdateAsync(migration, cutover);
            Assert.Equal(expected, await cutover.DigestAsync());
        }
    }

    [Theory]
    [InlineData("Dt. Mehmet Demir", "Dt. Emre Aydın", "mehmet.demir@example.com")]
    [InlineData("Banu Sekreter", "Dt. Emre Aydın", "emre.aydin@example.com")]
    [InlineData("", "Dt. Emre Aydın", "emre.aydin@example.com")]
    [InlineData("Banu Sekreter", "", "admin@contoso.com")]
    public async Task The_practice_manager_owns_the_account_or_else_the_primary_provider(string manager, string primary, string owner)
    {
        _export.Edit("Klinikler.csv", text => string.Join("\r\n", text.TrimEnd().Split("\r\n").Select((line, i) =>
            i == 0 ? $"{line};Sorumlu Hekim;Birincil Hekim" : $"{line};{manager};{primary}")) + "\r\n");
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(_export.Path);
        await migration.LoadAsync(null, null, CancellationToken.None);
        Guid user = await cutover.Target.UserAsync(owner);
        Assert.Equal(3, await cutover.Target.Client.CountAsync("accounts", $"_ownerid_value eq {user} and new_sourcepracticeid ne null", CancellationToken.None));
        Assert.Equal(owner.StartsWith("admin", StringComparison.Ordinal) ? 3 : 0, migration.Ledger.Owners.CountStaged(Number(migration, "practice")));
    }

    [Fact]
    public async Task A_disabled_user_that_is_enabled_gets_its_rows()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(_export.Path);
        await migration.LoadAsync(null, null, CancellationToken.None);
        Guid user = await cutover.Target.UserAsync("gulsen.isik@example.com");
        Assert.Equal(0, await cutover.Target.Client.CountAsync("contacts", $"_ownerid_value eq {user}", CancellationToken.None));
        await cutover.Target.ChangeUserAsync(user, "isdisabled", false);
        await UpdateAsync(migration, cutover);
        Assert.True(await cutover.Target.Client.CountAsync("contacts", $"_ownerid_value eq {user}", CancellationToken.None) > 0);
        Assert.DoesNotContain(migration.Ledger.Owners.Awaited(), a => a.Provider == "6");
    }

    [Fact]
    public async Task A_row_that_people_gave_to_another_stays_theirs()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(_export.Path);
        await migration.LoadAsync(null, null, CancellationToken.None);
        LedgerRecord staged = migration.Ledger.Records.Staged(Number(migration, "patient")).First(r => migration.Ledger.Owners.Find(r.Owner)!.StagedFor == "5");
        Guid theirs = await cutover.Target.UserAsync("emre.aydin@example.com");
        await GiveAsync(cutover, staged.Id, theirs);
        await cutover.Target.AddUserAsync("Hasan Öztürk", Late);
        IReadOnlyList<OwnerMove> moves = await UpdateAsync(migration, cutover);
        JsonElement row = (await cutover.Target.Client.RetrieveAsync("contacts", staged.Id, "_ownerid_value", CancellationToken.None))!.Value;
        Assert.Equal(theirs, row.GetProperty("_ownerid_value").GetGuid());
        Assert.Contains(migration.Ledger.Problems.Of(moves[0].Run, ProblemKind.Finding), p => p.Code == "OwnerChangedSince" && p.Object == "patient");
    }

    [Fact]
    public async Task An_owner_that_is_not_the_one_given_is_a_finding()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(_export.Path);
        Guid other = await cutover.Target.UserAsync("emre.aydin@example.com");
        cutover.Wire.Tap = async (request, _, pass) =>
        {
            // An assignment rule of the organisation: it moves a new contact before it is read back.
            HttpResponseMessage answer = await pass();
            if (request.RequestUri!.AbsolutePath.EndsWith("contacts/Microsoft.Dynamics.CRM.CreateMultiple", StringComparison.Ordinal))
            {
                cutover.Wire.Tap = null;
                JsonElement first = await cutover.Target.Client
                    .QueryAsync($"contacts?$select=contactid&$filter=_ownerid_value ne {other}&$top=1", null, CancellationToken.None).FirstAsync();
                await GiveAsync(cutover, first.GetProperty("contactid").GetGuid(), other);
            }

            return answer;
        };
        RunResult result = await migration.LoadAsync(null, null, CancellationToken.None);
        Assert.Contains(migration.Ledger.Problems.Of(result.Run, ProblemKind.Finding), p => p.Code == "OwnerUnexpected" && p.Object == "patient");
    }

    [Fact]
    public async Task An_undo_after_an_update_leaves_nothing_behind()
    {
        using Cutover untouched = await Cutover.StartAsync();
        await untouched.Target.ChangeUserAsync(await untouched.Target.UserAsync("gulsen.isik@example.com"), "isdisabled", false);

        using Cutover cutover = await Cutover.StartAsync();
        using (Migration migration = await cutover.OpenAsync(_export.Path))
        {
            await migration.LoadAsync(null, null, CancellationToken.None);
            await cutover.Target.ChangeUserAsync(await cutover.Target.UserAsync("gulsen.isik@example.com"), "isdisabled", false);
            Assert.True((await UpdateAsync(migration, cutover)).Sum(m => m.Moved) > 0);
        }

        UndoResult undone = await cutover.UndoAsync();
        Assert.Equal(0, undone.Objects.Sum(o => o.Kept));
        Assert.True(undone.IsComplete);
        Assert.Equal(await untouched.DigestAsync(), await cutover.DigestAsync());
    }

    private static int Number(Migration migration, string objectName) =>
        migration.Ledger.ObjectNumber(objectName, migration.Setup.Map.Find(objectName)!.Table);

    private static Task GiveAsync(Cutover cutover, Guid contact, Guid user) => cutover.Target.Client.UpdateAsync(
        "contacts", contact, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["ownerid@odata.bind"] = $"/systemusers({user})" }), null, CancellationToken.None);

    private static Task<OwnerMap> ResolveAsync(Migration migration, Cutover cutover) => OwnerResolver.ResolveAsync(
        migration.Setup.Source.Read("provider", CancellationToken.None), "admin@contoso.com", cutover.Target.Client, CancellationToken.None);

    private static async Task<IReadOnlyList<OwnerMove>> UpdateAsync(Migration migration, Cutover cutover) =>
        await migration.UpdateOwnersAsync(await ResolveAsync(migration, cutover), null, CancellationToken.None);

    /// <summary>Who owns each row of a migration, and whether it waits; ids of users differ between organisations.</summary>
    private static async Task<IReadOnlyList<string>> OwnersAsync(Cutover cutover)
    {
        Dictionary<Guid, string> users = await cutover.Target.Client.QueryAsync("systemusers?$select=internalemailaddress", null, CancellationToken.None)
            .ToDictionaryAsync(u => u.GetProperty("systemuserid").GetGuid(), u => u.GetProperty("internalemailaddress").GetString()!);
        var rows = new List<string>();
        foreach ((string set, string key, string state) in new[]
        {
            ("accounts", "accountid", ",new_ownerstate"), ("contacts", "contactid", ",new_ownerstate"), ("new_treatmentplans", "new_treatmentplanid", ",new_ownerstate"),
            ("new_procedurelines", "new_procedurelineid", ",new_ownerstate"), ("appointments", "activityid", ",new_ownerstate"), ("annotations", "annotationid", ""),
        })
        {
            List<JsonElement> all = await cutover.Target.Client.QueryAsync($"{set}?$select={key},_ownerid_value{state}", null, CancellationToken.None).ToListAsync();
            Assert.NotEmpty(all);
            rows.AddRange(all.Select(r => $"{set} {r.GetProperty(key)} {users[r.GetProperty("_ownerid_value").GetGuid()]} {(state.Length > 0 ? r.GetProperty("new_ownerstate").ToString() : "")}"));
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
