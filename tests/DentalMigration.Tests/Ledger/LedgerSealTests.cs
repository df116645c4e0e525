using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DentalMigration.Ledger;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Ledger;

/// <summary>A ledger that is not as it was written is refused, wherever a byte of it changed, and left as it is.</summary>
public sealed class LedgerSealTests : IDisposable
{
    /// <summary>A byte of the header may say that the file is none of ours, or of another release.</summary>
    private static readonly string[] Refusals = ["LedgerDamaged", "LedgerNewer", "LedgerOlder", "LedgerForeign"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_flipped_byte_of_a_closed_ledger_is_refused_and_nothing_is_done_with_it()
    {
        Random random = Seeded();
        using (MigrationLedger ledger = Open("a"))
        {
            LedgerImage.Fill(ledger);
        }

        for (int i = 0; i < ProofScale.Cases(200, 1000); i++)
        {
            LedgerImage.Copy(_folder.File("a"), _folder.File("b"));
            long at = LedgerImage.Flip(_folder.File("b"), random);
            byte[] flipped = File.ReadAllBytes(_folder.File("b"));
            byte[] seal = File.ReadAllBytes(_folder.File("b.seal"));
            MigrationException refusal = Assert.Throws<MigrationException>(() => Open("b"));
            Assert.True(Refusals.Contains(refusal.Code), $"byte {at}: {refusal.Code}");
            Assert.True(flipped.AsSpan().SequenceEqual(File.ReadAllBytes(_folder.File("b"))), $"byte {at}: the damaged file was written to.");
            Assert.Equal(seal, File.ReadAllBytes(_folder.File("b.seal")));
        }

        Open("a").Dispose();
    }

    [Fact]
    public void After_a_kill_a_flipped_byte_is_refused_or_changes_nothing_that_is_read()
    {
        Random random = Seeded();
        using (MigrationLedger ledger = Open("a"))
        {
            LedgerImage.Fill(ledger);
        }

        using (MigrationLedger ledger = Open("a"))
        {
            LedgerImage.Fill(ledger, 600);
            LedgerImage.Copy(_folder.File("a"), _folder.File("killed"));
        }

        string whole = LedgerImage.Content(_folder.File("killed"));
        int refused = 0;
        int cases = ProofScale.Cases(200, 1000);
        for (int i = 0; i < cases; i++)
        {
            LedgerImage.Copy(_folder.File("killed"), _folder.File("b"));
            string part = i % 2 == 0 ? "" : "-wal";
            long at = LedgerImage.Flip(_folder.File("b" + part), random);
            try
            {
                using (Open("b"))
                {
                    Assert.True(part == "-wal", $"byte {at} of the main file was not noticed.");
                }

                Assert.Equal(whole, LedgerImage.Content(_folder.File("b")));
            }
            catch (MigrationException e)
            {
                Assert.True(Refusals.Contains(e.Code), $"byte {at} of '{part}': {e.Code}");
                refused++;
            }
        }

        Assert.InRange(refused, cases / 2, cases);
        Open("killed").Dispose();
        Assert.Equal(whole, LedgerImage.Content(_folder.File("killed")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void A_journal_that_was_cut_short_is_noticed(double left)
    {
        using (MigrationLedger ledger = Open("a"))
        {
            LedgerImage.Fill(ledger);
            LedgerImage.Copy(_folder.File("a"), _folder.File("killed"));
        }

        using (FileStream journal = File.OpenWrite(_folder.File("killed-wal")))
        {
            journal.SetLength((long)(journal.Length * left));
        }

        MigrationException refusal = Assert.Throws<MigrationException>(() => Open("killed"));
        Assert.Equal("LedgerDamaged", refusal.Code);
        Assert.Contains("commits", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_without_its_seal_is_taken_with_a_finding_and_an_older_copy_only_when_its_seal_is_thrown_away()
    {
        using (MigrationLedger ledger = Open("a"))
        {
            LedgerImage.Fill(ledger, 50);
        }

        File.Copy(_folder.File("a"), _folder.File("older"));
        using (MigrationLedger ledger = Open("a"))
        {
            Assert.False(ledger.IsUnsealed);
            LedgerImage.Fill(ledger, 100);
        }

        File.Copy(_folder.File("older"), _folder.File("a"), overwrite: true);
        MigrationException refusal = Assert.Throws<MigrationException>(() => Open("a"));
        Assert.Equal("LedgerDamaged", refusal.Code);
        Assert.Contains("delete 'a.seal'", refusal.Message, StringComparison.Ordinal);
        File.Delete(_folder.File("a.seal"));
        using (MigrationLedger ledger = Open("a"))
        {
            Assert.True(ledger.IsUnsealed);
        }

        using (MigrationLedger ledger = Open("a"))
        {
            Assert.False(ledger.IsUnsealed);
        }
    }

    [Fact]
    public void A_kill_in_the_middle_of_bringing_the_file_up_to_date_does_not_lock_the_ledger_out()
    {
        using (MigrationLedger ledger = Open("a"))
        {
            LedgerImage.Fill(ledger);
            LedgerImage.Copy(_folder.File("a"), _folder.File("killed"));
        }

        // Half of the pages are in the main file already, and the seal says that this was going on.
        string[] seal = File.ReadAllText(_folder.File("killed.seal")).Split(' ');
        string body = $"{seal[0]} {seal[1]} C {seal[3]} {seal[4]}";
        File.WriteAllText(_folder.File("killed.seal"), $"{body} {Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(body)))[..16]}\n");
        byte[] done = File.ReadAllBytes(_folder.File("a"));
        using (FileStream main = File.OpenWrite(_folder.File("killed")))
        {
            main.Write(done.AsSpan(0, Math.Min(done.Length, 4096 * 8)));
            main.SetLength(Math.Max(main.Length, done.Length));
        }

        string whole = LedgerImage.Content(_folder.File("a"));
        Open("killed").Dispose();
        Assert.Equal(whole, LedgerImage.Content(_folder.File("killed")));
        Assert.Contains(" S ", File.ReadAllText(_folder.File("killed.seal")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_seal_is_private_and_goes_with_the_ledger()
    {
        Open("a").Dispose();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("a.seal")));
        }

        LedgerPurge.Purge(_folder.File("a"), TimeProvider.System);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    private static Random Seeded()
    {
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        return new Random(seed);
    }

    private MigrationLedger Open(string name) => MigrationLedger.Open(_folder.File(name), TimeProvider.System);
}
