using System.Net;
using System.Text;
using DentalMigration.Hosting;
using DentalMigration.Ledger;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Ledger.Store;

/// <summary>What a ledger's store keeps, gives back and refuses; a folder, and a container where azurite is.</summary>
public sealed class LedgerStoreTests(Azurite azurite) : IClassFixture<Azurite>, IDisposable
{
    private const string Key = "correct horse battery staple";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("folder")]
    [InlineData("blob")]
    public async Task A_ledger_comes_back_with_all_that_was_committed_before_it_was_closed(string kind)
    {
        LedgerPlace place = await PlaceAsync(kind);
        using (MigrationLedger ledger = Open(place))
        {
            ledger.Set("colour", "green");
            ledger.PreImages.Keep(1, "100001", 1, """{"before":{"city":"Bursa"},"after":{}}""");
            ledger.Commit();
        }

        Lose(place);
        using MigrationLedger back = Open(place, mustExist: true);
        Assert.Equal("green", back.Get("colour"));
        Assert.Contains("Bursa", back.PreImages.Find(1, "100001", 1), StringComparison.Ordinal);
        Assert.True(back.IsRestored);
        Assert.Null(back.Audit.FindBreak());
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("blob")]
    public async Task Snapshots_taken_while_the_ledger_grows_are_whole(string kind)
    {
        LedgerPlace place = await PlaceAsync(kind) with { SnapshotInterval = TimeSpan.Zero };
        using (MigrationLedger ledger = Open(place))
        {
            ledger.KeepInStore();
            for (int i = 0; i < 300; i++)
            {
                ledger.Set($"text{i % 40}", new string((char)('a' + (i % 26)), 60_000));
                ledger.PreImages.Keep(1, $"key{i}", 1, $$"""{"before":{"n":{{i}} },"after":{} }""");
                ledger.Commit();
            }
        }

        Lose(place);
        using MigrationLedger back = Open(place, mustExist: true);
        Assert.Equal(300, back.PreImages.Keys(1).Count());
        Assert.Equal(new string((char)('a' + (299 % 26)), 60_000), back.Get("text19"));
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("blob")]
    public async Task A_ledger_that_another_machine_went_on_with_is_set_aside(string kind)
    {
        LedgerPlace first = await PlaceAsync(kind);
        using (MigrationLedger ledger = Open(first))
        {
            ledger.Set("colour", "green");
        }

        LedgerPlace second = first with { Path = _folder.File("elsewhere/cutover.ledger") };
        using (MigrationLedger ledger = Open(second))
        {
            ledger.Set("colour", "blue");
        }

        using MigrationLedger back = Open(first);
        Assert.Equal("blue", back.Get("colour"));
        Assert.True(File.Exists(first.Path + ".old1"));
    }

    [Fact]
    public void Looking_from_another_machine_takes_nothing_over()
    {
        LedgerPlace first = Place(Directory.CreateDirectory(_folder.File("store")).FullName);
        using (MigrationLedger ledger = Open(first))
        {
            ledger.KeepInStore();
        }

        // The first machine wrote more, and was cut off before it reached the store.
        using (MigrationLedger ledger = Open(first with { Store = null }))
        {
            ledger.Set("colour", "green");
        }

        using (MigrationLedger looked = Open(first with { Path = _folder.File("elsewhere/cutover.ledger") }))
        {
            Assert.Null(looked.Get("colour"));
        }

        using MigrationLedger back = Open(first);
        Assert.Equal("green", back.Get("colour"));
    }

    [Fact]
    public void An_older_copy_put_back_is_no_match_for_the_store()
    {
        LedgerPlace place = Place(Directory.CreateDirectory(_folder.File("store")).FullName);
        using (MigrationLedger ledger = Open(place))
        {
            ledger.KeepInStore();
            ledger.Set("colour", "green");
            ledger.Commit();
            ledger.KeepInStore();
            LedgerImage.Copy(place.Path, _folder.File("backup.ledger"));
            ledger.Set("colour", "blue");
        }

        Lose(place);
        LedgerImage.Copy(_folder.File("backup.ledger"), place.Path);
        using MigrationLedger back = Open(place);
        Assert.Equal("blue", back.Get("colour"));
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("blob")]
    public async Task One_run_at_a_time_holds_the_store(string kind)
    {
        LedgerPlace place = await PlaceAsync(kind);
        using MigrationLedger held = Open(place);
        LedgerPlace elsewhere = place with { Path = _folder.File("elsewhere/cutover.ledger") };
        Assert.Equal("LedgerInUse", Code(() => Open(elsewhere)));
    }

    [Fact]
    public async Task A_run_that_lost_the_container_to_another_one_sends_nothing_more()
    {
        Uri container = await azurite.ContainerAsync();
        LedgerPlace place = Place(container.ToString());
        using (MigrationLedger ledger = Open(place))
        {
            ledger.KeepInStore();
            await Azurite.BreakLeaseAsync(container, "cutover.ledger");
            using (MigrationLedger other = Open(place with { Path = _folder.File("elsewhere/cutover.ledger") }))
            {
                other.Set("colour", "blue");
                ledger.Set("colour", "green");
                Assert.Equal("LedgerStoreLost", Code(ledger.KeepInStore));
                Assert.Equal("LedgerStoreLost", Code(ledger.Commit));
            }
        }

        using MigrationLedger back = Open(place);
        Assert.Equal("blue", back.Get("colour"));
    }

    [Theory]
    [InlineData("folder", "LedgerStoreMissing")]
    [InlineData("blob", "LedgerStoreMissing")]
    [InlineData("http", "LedgerStoreInvalid")]
    [InlineData("query", "LedgerStoreInvalid")]
    [InlineData("signature", "LedgerStoreRefused")]
    [InlineData("nobody", "LedgerStoreUnreachable")]
    public async Task A_store_that_cannot_be_used_says_why(string which, string code)
    {
        Uri container = which is "blob" or "signature" ? await azurite.ContainerAsync() : new Uri("https://contoso.blob.core.windows.net/ledgers");
        string store = which switch
        {
            "folder" => _folder.File("missing"),
            "blob" => container + "x",
            "http" => "http://contoso.blob.core.windows.net/ledgers",
            "query" => container + "?sig=secret",
            "nobody" => "http://127.0.0.1:1/account/ledgers",
            _ => container.ToString(),
        };
        Assert.Equal(code, Code(() => Open(Place(store, which == "signature" ? "sv=2021-12-02&sig=AAAA" : Azurite.Signature) with { Tell = null })));
        Assert.False(File.Exists(_folder.File("cutover.ledger")));
    }

    [Fact]
    public void A_ledger_outside_needs_its_key_and_only_its_own()
    {
        LedgerPlace place = Place(Directory.CreateDirectory(_folder.File("store")).FullName);
        Assert.Equal("LedgerKeyNeeded", Code(() => Open(place with { Secret = null })));
        Assert.Equal("LedgerKeyTooShort", Code(() => _ = new LedgerSecret("short")));
        using (MigrationLedger ledger = Open(place))
        {
            ledger.PreImages.Keep(1, "100001", 1, "{}");
        }

        Assert.Equal("LedgerKeyWrong", Code(() => Open(place with { Secret = new LedgerSecret("another horse, another staple") })));
        using (MigrationLedger local = Open(place.Path))
        {
            Assert.Equal("LedgerKeyMissing", Code(() => local.PreImages.Find(1, "100001", 1)));
            Assert.Equal("LedgerStoreNeeded", Code(local.KeepInStore)); // as every run begins
        }

        LedgerPlace other = place with { Path = _folder.File("elsewhere/cutover.ledger"), Store = null };
        using (MigrationLedger ledger = Open(other))
        {
            ledger.PreImages.Keep(1, "100001", 1, "{}");
        }

        Assert.Equal("LedgerStoreForeign", Code(() => Open(other with { Store = place.Store })));
    }

    [Fact]
    public void A_snapshot_that_was_changed_is_refused_and_nothing_is_made_of_it()
    {
        LedgerPlace place = Place(Directory.CreateDirectory(_folder.File("store")).FullName);
        Open(place).Dispose();
        Lose(place);
        string snapshot = Directory.GetFiles(_folder.File("store"), "*.snapshot").Single();
        byte[] bytes = File.ReadAllBytes(snapshot);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(snapshot, bytes);
        Assert.Equal("LedgerStoreDamaged", Code(() => Open(place)));
        Assert.False(File.Exists(place.Path));
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("blob")]
    public async Task A_purge_leaves_nothing_in_the_store(string kind)
    {
        LedgerPlace place = await PlaceAsync(kind);
        using (MigrationLedger ledger = Open(place))
        {
            ledger.KeepInStore();
            ledger.PreImages.Keep(1, "100001", 1, "{}");
        }

        Assert.Equal("LedgerStoreNeeded", Code(() => LedgerPurge.Purge(place with { Store = null }, TimeProvider.System)));
        LedgerPurge.Purge(place, TimeProvider.System);
        Assert.False(File.Exists(place.Path));
        Assert.Equal("LedgerNotFound", Code(() => Open(place, mustExist: true)));
    }

    [Fact]
    public void The_store_holds_no_value_in_the_clear()
    {
        LedgerPlace place = Place(Directory.CreateDirectory(_folder.File("store")).FullName);
        using (MigrationLedger ledger = Open(place))
        {
            ledger.KeepInStore();
            ledger.PreImages.Keep(1, "100001", 1, """{"before":{"lastname":"Yilmazoglu"},"after":{}}""");
            ledger.Commit();
            Assert.All(Directory.GetFiles(_folder.File("store")).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)), file =>
            {
                Assert.DoesNotContain("Yilmazoglu", Encoding.UTF8.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal);
                Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), file);
            });
        }
    }

    private static MigrationLedger Open(LedgerPlace place, bool mustExist = false) => MigrationLedger.Open(place, TimeProvider.System, mustExist);

    private static string Code(Action work) => Assert.Throws<MigrationException>(work).Code;

    private static void Lose(LedgerPlace place)
    {
        foreach (string suffix in (string[])["", "-wal", "-shm", ".seal"])
        {
            File.Delete(place.Path + suffix);
        }
    }

    private async Task<LedgerPlace> PlaceAsync(string kind) =>
        Place(kind == "blob" ? (await azurite.ContainerAsync()) + "/some prefix" : Directory.CreateDirectory(_folder.File("store")).FullName);

    private LedgerPlace Place(string store, string? signature = null) => LedgerPlaces.Of(
        _folder.File("cutover.ledger"),
        store,
        new NetworkCredential("", signature ?? Azurite.Signature).SecurePassword,
        new NetworkCredential("", Key).SecurePassword,
        null);
}
