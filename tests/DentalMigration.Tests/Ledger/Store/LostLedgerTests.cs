using System.Diagnostics;
using System.Net;
using System.Text.Json;
using DentalMigration.Cli.Generation;
using DentalMigration.Dataverse;
using DentalMigration.Hosting;
using DentalMigration.Ledger;
using DentalMigration.Ledger.Store;
using DentalMigration.Loading;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;

namespace DentalMigration.Tests.Ledger.Store;

/// <summary>The machine dies and its ledger with it: a run that goes on from the store's older snapshot ends where an undisturbed one does.</summary>
public sealed class LostLedgerTests(Azurite azurite) : IClassFixture<Azurite>, IDisposable
{
    private const string Key = "correct horse battery staple";

    private readonly Export _export = Export.Generate(traps: false, patients: 30);
    private readonly TempFolder _folder = new();
    private WatchedStore? _store;
    private bool _isDead;

    public void Dispose()
    {
        _export.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("blob")]
    public async Task Load_delta_and_undo_end_alike_when_the_ledger_is_lost_in_each_of_them(string kind)
    {
        using Cutover calm = await Cutover.StartAsync();
        using Cutover lossy = await Cutover.StartAsync();
        string before = await calm.DigestAsync();
        lossy.Place = await PlaceAsync(kind, lossy.LedgerPath);

        await LoadAsync(calm);
        await OpenAsync(lossy);
        foreach (int survived in (int[])[2, 6, 9])
        {
            await DieAsync(lossy, survived, () => LoadAsync(lossy));
        }

        // What was sent in the meantime would stay.
        Assert.Equal("LedgerUnsettled", (await Assert.ThrowsAsync<MigrationException>(() => lossy.UndoAsync())).Code);
        RunResult loaded = await LoadAsync(lossy);
        Assert.True(loaded.IsConserved);
        Assert.Equal(await calm.DigestAsync(), await lossy.DigestAsync());
        await AgainIsFreeAsync(lossy);

        Change();
        await SyncAsync(calm);
        await DieAsync(lossy, 0, () => SyncAsync(lossy));
        await SyncAsync(lossy);
        Assert.Equal(await calm.DigestAsync(), await lossy.DigestAsync());
        await AgainIsFreeAsync(lossy);

        foreach (int survived in (int[])[1, 5, 9])
        {
            await DieAsync(lossy, survived, () => lossy.UndoAsync());
        }

        UndoResult undone = await lossy.UndoAsync();
        Assert.True(undone.IsComplete);
        Assert.Equal(before, await lossy.DigestAsync());
        using MigrationLedger ledger = MigrationLedger.Open(lossy.LedgerPath, TimeProvider.System, mustExist: true);
        Assert.Null(ledger.Audit.FindBreak());
        Assert.Contains(ledger.Audit.Read(), line => line.Entry.Action == "recover");
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("blob")]
    public async Task A_pre_image_is_in_the_store_before_its_update_leaves(string kind)
    {
        using Cutover cutover = await Cutover.StartAsync();
        cutover.Place = await PlaceAsync(kind, cutover.LedgerPath);
        await LoadAsync(cutover);
        Change();
        int updates = 0;
        cutover.Wire.Tap = (_, body, pass) =>
        {
            int patches = body.Split("PATCH ").Length - 1;
            if (patches > 0)
            {
                updates += patches;
                Assert.True(_store!.Images >= updates, $"{updates} updates, {_store.Images} pre-images");
            }

            return pass();
        };
        RunResult delta = await SyncAsync(cutover);
        Assert.True(updates >= 10, $"{updates}");
        Assert.Equal(10, delta.Objects.Single(o => o.Object == "patient").Updated);
    }

    [Fact]
    public async Task What_people_changed_after_the_snapshot_stays()
    {
        using Cutover cutover = await Cutover.StartAsync();
        cutover.Place = await PlaceAsync("folder", cutover.LedgerPath);
        await OpenAsync(cutover);
        await DieAsync(cutover, 9, () => LoadAsync(cutover));
        Guid somebody = await cutover.Target.AddUserAsync("Somebody Else", "somebody@example.com");
        JsonElement contact = await cutover.Target.Client.QueryAsync("contacts?$select=contactid&$filter=new_sourcepatientid ne null", null, CancellationToken.None).FirstAsync();
        Guid id = contact.GetProperty("contactid").GetGuid();
        await cutover.Target.Client.UpdateAsync(
            "contacts", id, """{"jobtitle":"Poet","lastname":"Elsewhere"}"""u8.ToArray(), new WriteOptions { CallerId = somebody }, CancellationToken.None);

        RunResult run = await LoadAsync(cutover);
        JsonElement? row = await cutover.Target.Client.RetrieveAsync("contacts", id, "lastname,jobtitle", CancellationToken.None);
        Assert.Equal("Elsewhere", row!.Value.GetProperty("lastname").GetString());
        using (MigrationLedger ledger = MigrationLedger.Open(cutover.LedgerPath, TimeProvider.System, mustExist: true))
        {
            Assert.Contains(ledger.Problems.Of(run.Run), p => p.Code == "ChangedOnBothSides");
        }

        UndoResult undone = await cutover.UndoAsync();
        Assert.Equal(1, undone.Objects.Single(o => o.Object == "patient").Kept);
    }

    [Fact]
    public async Task An_undo_that_was_lost_is_finished_before_anything_is_loaded_again()
    {
        using Cutover cutover = await Cutover.StartAsync();
        string before = await cutover.DigestAsync();
        cutover.Place = await PlaceAsync("folder", cutover.LedgerPath);
        await LoadAsync(cutover);
        await DieAsync(cutover, 2, () => cutover.UndoAsync());
        Assert.Equal("UndoNotFinished", (await Assert.ThrowsAsync<MigrationException>(() => LoadAsync(cutover))).Code);
        Assert.True((await cutover.UndoAsync()).IsComplete);
        Assert.Equal(before, await cutover.DigestAsync());
        Assert.True((await LoadAsync(cutover)).IsConserved);
    }

    [Fact]
    public async Task A_delta_that_was_lost_and_taken_back_in_the_next_export_is_written_again()
    {
        using Cutover cutover = await Cutover.StartAsync();
        cutover.Place = await PlaceAsync("folder", cutover.LedgerPath);
        await LoadAsync(cutover);
        string loaded = await cutover.DigestAsync();
        string patients = Path.Combine(_export.Path, "Hastalar.csv");
        byte[] friday = File.ReadAllBytes(patients);
        Change();
        await DieAsync(cutover, 0, () => SyncAsync(cutover));
        Assert.NotEqual(loaded, await cutover.DigestAsync());

        File.WriteAllBytes(patients, friday);
        await SyncAsync(cutover);
        Assert.Equal(loaded, await cutover.DigestAsync());
    }

    [Fact]
    public async Task Another_export_does_not_settle_what_was_lost()
    {
        using Cutover cutover = await Cutover.StartAsync();
        cutover.Place = await PlaceAsync("folder", cutover.LedgerPath);
        await OpenAsync(cutover);
        await DieAsync(cutover, 9, () => LoadAsync(cutover));
        byte[] friday = File.ReadAllBytes(Path.Combine(_export.Path, "Hastalar.csv"));
        Change();
        await LoadAsync(cutover);
        Assert.Equal("LedgerUnsettled", (await Assert.ThrowsAsync<MigrationException>(() => cutover.UndoAsync())).Code);
        File.WriteAllBytes(Path.Combine(_export.Path, "Hastalar.csv"), friday);
        await LoadAsync(cutover);
        Assert.True((await cutover.UndoAsync()).IsComplete);
    }

    [Fact]
    public async Task A_ledger_that_was_closed_in_order_comes_back_as_it_was()
    {
        using Cutover cutover = await Cutover.StartAsync();
        cutover.Place = await PlaceAsync("folder", cutover.LedgerPath);
        await LoadAsync(cutover);
        Guid somebody = await cutover.Target.AddUserAsync("Somebody Else", "somebody@example.com");
        JsonElement contact = await cutover.Target.Client.QueryAsync("contacts?$select=contactid&$filter=new_sourcepatientid ne null", null, CancellationToken.None).FirstAsync();
        await cutover.Target.Client.UpdateAsync(
            "contacts", contact.GetProperty("contactid").GetGuid(), """{"jobtitle":"Poet"}"""u8.ToArray(), new WriteOptions { CallerId = somebody }, CancellationToken.None);
        Lose(cutover.LedgerPath);
        string exact = await cutover.DigestAsync(exact: true);
        Assert.Equal(0, (await LoadAsync(cutover)).Objects.Sum(o => o.Created + o.Updated));
        Assert.Equal(exact, await cutover.DigestAsync(exact: true));
        using (MigrationLedger back = MigrationLedger.Open(cutover.Place, TimeProvider.System, mustExist: true))
        {
            Assert.False(back.IsRestored); // the load settled it
        }

        Assert.Equal(1, (await cutover.UndoAsync()).Objects.Single(o => o.Object == "patient").Kept);
    }

    /// <summary>The console is killed with SIGKILL at random moments, and all that lay beside it is gone.</summary>
    [Fact]
    public async Task Killed_processes_whose_ledgers_are_lost_go_on_from_the_container()
    {
        Uri container = await azurite.ContainerAsync();
        string source = _folder.File("dentes");
        PracticeGenerator.Generate(new GenerationOptions { Patients = 60, Seed = 7, Out = source }, null, CancellationToken.None);
        var environment = new Dictionary<string, string>
        {
            ["DENTALMIGRATION_LEDGER_KEY"] = Key, ["DENTALMIGRATION_LEDGER_SAS"] = Azurite.Signature, ["DENTALMIGRATION_KEYS"] = _folder.File("keys"),
        };
        string[] Arguments(Uri url, string name) =>
        [
            "migrate", "--system", "dentes", "--source", source, "--url", url.ToString(), "--ledger", _folder.File(name), "--ledger-store", container.ToString(),
            "--fallback-owner", "admin@contoso.com", "--accept-default-map", "test@contoso.com", "--json",
        ];

        (string expected, long traffic) = ("", 0);
        await using (Server server = await Server.StartAsync(_folder.File("calm.db")))
        {
            using var proxy = new CountingProxy(server.Url, long.MaxValue, () => { });
            using Process calm = ConsoleProgram.StartIn(environment, Arguments(proxy.Url, "calm.ledger"));
            string output = await calm.StandardOutput.ReadToEndAsync() + await calm.StandardError.ReadToEndAsync();
            await calm.WaitForExitAsync();
            Assert.True(calm.ExitCode == 1, output); // planted errors are held
            (expected, traffic) = (await server.DigestAsync(), proxy.Passed);
        }

        await using Server lossy = await Server.StartAsync(_folder.File("lossy.db"));
        var random = new Random();
        for (int kills = 0, exit = 137; exit == 137;)
        {
            Process? process = null;
            using var started = new ManualResetEventSlim();
            using var proxy = new CountingProxy(lossy.Url, kills < 2 ? random.NextInt64(traffic / 3, traffic) : long.MaxValue, () =>
            {
                started.Wait();
                process!.Kill();
            });
            process = ConsoleProgram.StartIn(environment, Arguments(proxy.Url, "lossy.ledger"));
            started.Set();
            using (process)
            {
                Task<string> output = process.StandardOutput.ReadToEndAsync();
                Task<string> error = process.StandardError.ReadToEndAsync();
                await process.WaitForExitAsync();
                exit = process.ExitCode;
                Assert.True(exit is 137 or 1, await output + await error);
            }

            kills += exit == 137 ? 1 : 0;
            Lose(_folder.File("lossy.ledger"));
            await Azurite.BreakLeaseAsync(container, "lossy.ledger");
        }

        Assert.Equal(expected, await lossy.DigestAsync());
    }

    /// <summary>Loses the machine and its ledger after so many requests that write; the last one is carried out, its answer never comes.</summary>
    private async Task DieAsync(Cutover cutover, int survived, Func<Task> work)
    {
        int writes = 0;
        cutover.Wire.Tap = async (request, body, pass) =>
        {
            if (_isDead)
            {
                throw new PowerCutException();
            }

            HttpResponseMessage answer = await pass();
            bool isWrite = request.Method != HttpMethod.Get && (!request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal) || IsWrite(body));
            _isDead = isWrite && Interlocked.Increment(ref writes) > survived;
            return _isDead ? throw new PowerCutException() : answer;
        };
        await Assert.ThrowsAnyAsync<Exception>(work);
        Assert.True(_isDead, "it ended before it was to die");
        cutover.Wire.Tap = null;
        Lose(cutover.LedgerPath);
        _isDead = false;
    }

    private static bool IsWrite(string batch) => ((string[])["POST ", "PATCH ", "DELETE "]).Any(v => batch.Contains("\n" + v, StringComparison.Ordinal));

    private static void Lose(string ledger)
    {
        foreach (string suffix in (string[])["", "-wal", "-shm", ".seal"])
        {
            File.Delete(ledger + suffix);
        }
    }

    private async Task<LedgerPlace> PlaceAsync(string kind, string path)
    {
        string store = kind == "blob" ? (await azurite.ContainerAsync()).ToString() : Directory.CreateDirectory(_folder.File("store")).FullName;
        LedgerPlace place = LedgerPlaces.Of(
            path, store, new NetworkCredential("", Azurite.Signature).SecurePassword, new NetworkCredential("", Key).SecurePassword, null);
        Func<ILedgerStore> open = place.Store!;
        return place with { Store = () => _store = new WatchedStore(open(), () => _isDead) };
    }

    private async Task AgainIsFreeAsync(Cutover cutover)
    {
        string exact = await cutover.DigestAsync(exact: true);
        RunResult again = await LoadAsync(cutover);
        Assert.Equal(0, again.Objects.Sum(o => o.Created + o.Updated));
        Assert.Equal(exact, await cutover.DigestAsync(exact: true));
    }

    /// <summary>Makes the schema, so that what is written after it are rows.</summary>
    private async Task OpenAsync(Cutover cutover)
    {
        using Migration migration = await cutover.OpenAsync(_export.Path);
        Assert.False(migration.Ledger.IsRestored);
    }

    private async Task<RunResult> LoadAsync(Cutover cutover)
    {
        using Migration migration = await cutover.OpenAsync(_export.Path);
        return await migration.LoadAsync(null, null, CancellationToken.None);
    }

    private async Task<RunResult> SyncAsync(Cutover cutover)
    {
        using Migration migration = await cutover.OpenAsync(_export.Path);
        using ISource newer = SourceOpener.OpenFolder("dentes", _export.Path);
        return await migration.SyncAsync(newer, null, CancellationToken.None);
    }

    /// <summary>Ten patients move.</summary>
    private void Change()
    {
        for (int n = 1; n <= 10; n++)
        {
            _export.SetCell("Hastalar.csv", "Hasta No", _export.Cell("Hastalar.csv", n, "Hasta No"), "Adres", $"Yeni Sokak {n}");
        }
    }
}
