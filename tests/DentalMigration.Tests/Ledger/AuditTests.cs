using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DentalMigration.Tests.Ledger;

/// <summary>The audit log: what it tells, that nobody can change it unseen, and that a copy proves itself and the ledger.</summary>
public sealed class AuditTests : IDisposable
{
    private const string Free = "DROP TRIGGER audit_unchanged; DROP TRIGGER audit_undeleted;";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("UPDATE audit SET body=replace(body, 'contact', 'account') WHERE seq=4", 4, AuditFault.Changed)]
    [InlineData("UPDATE audit SET at='2020-01-01T00:00:00.0000000+00:00' WHERE seq=1", 1, AuditFault.Changed)]
    [InlineData("UPDATE audit SET hash=x'00' WHERE seq=10", 10, AuditFault.Changed)]
    [InlineData("DELETE FROM audit WHERE seq=7", 7, AuditFault.Missing)]
    [InlineData("DELETE FROM audit WHERE seq=1", 1, AuditFault.Missing)]
    [InlineData("DELETE FROM audit WHERE seq>8", 9, AuditFault.CutOff)]
    [InlineData("DELETE FROM audit", 1, AuditFault.CutOff)]
    [InlineData("UPDATE audit SET seq=seq+100 WHERE seq>3; INSERT INTO audit VALUES(4, '2020-01-01T00:00:00.0000000+00:00', '{}', x'11'); UPDATE audit SET seq=seq-99 WHERE seq>100", 4, AuditFault.Inserted)]
    [InlineData("INSERT INTO audit SELECT 11, at, body, hash FROM audit WHERE seq=10", 11, AuditFault.Changed)]
    public void The_first_broken_link_is_named_with_what_is_wrong(string tampering, long sequence, AuditFault fault)
    {
        Write(10);
        Sql(Free + tampering);
        using MigrationLedger ledger = Open();
        AuditBreak? broken = ledger.Audit.Check();
        Assert.NotNull(broken);
        Assert.Equal((sequence, fault), (broken.Sequence, broken.Fault));
        Assert.Contains(sequence.ToString(System.Globalization.CultureInfo.InvariantCulture), broken.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE audit SET body='{}' WHERE seq=4")]
    [InlineData("DELETE FROM audit WHERE seq=4")]
    public void A_statement_cannot_change_an_entry(string tampering)
    {
        Write(10);
        Assert.Contains("append-only", Assert.Throws<SqliteException>(() => Sql(tampering)).Message, StringComparison.Ordinal);
        using MigrationLedger ledger = Open();
        Assert.Null(ledger.Audit.Check());
    }

    [Theory]
    [InlineData("copy.jsonl")]
    [InlineData("copy.csv")]
    public void A_copy_proves_itself_and_that_the_ledger_goes_on_from_it(string name)
    {
        Write(1200);
        string copy = _folder.File(name);
        using (MigrationLedger ledger = Open())
        {
            Assert.Equal(1200, AuditFile.Write(copy, ledger.Audit.Read()));
            Assert.Equal(ledger.Audit.Read(), AuditFile.Read(copy));
        }

        Assert.Null(AuditFile.Check(copy));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copy));
        }

        Write(10);
        using (MigrationLedger ledger = Open())
        {
            Assert.Null(ledger.Audit.CheckAgainst(AuditFile.Read(copy)));
        }

        string[] lines = File.ReadAllLines(copy);
        int header = name.EndsWith("csv", StringComparison.Ordinal) ? 1 : 0;
        Assert.Equal((700, AuditFault.Changed), Tampered([.. lines.Select((l, i) => i == 699 + header ? l.Replace("contact", "account", StringComparison.Ordinal) : l)]));
        Assert.Equal((700, AuditFault.Missing), Tampered([.. lines.Where((_, i) => i != 699 + header)]));
        Assert.Equal((700, AuditFault.Inserted), Tampered([.. lines.Take(700 + header), lines[699 + header], .. lines.Skip(700 + header)]));

        (long, AuditFault) Tampered(string[] text)
        {
            File.WriteAllLines(_folder.File("bad" + name), text);
            AuditBreak broken = AuditFile.Check(_folder.File("bad" + name))!;
            return (broken.Sequence, broken.Fault);
        }
    }

    [Fact]
    public void A_log_that_was_written_anew_is_whole_in_itself_and_found_out_by_a_copy()
    {
        Write(10);
        string copy = _folder.File("copy.jsonl");
        using (MigrationLedger ledger = Open())
        {
            AuditFile.Write(copy, ledger.Audit.Read());
        }

        File.Delete(_folder.File("a.ledger"));
        File.Delete(_folder.File("a.ledger.seal"));
        Write(5, "account");
        using (MigrationLedger ledger = Open())
        {
            Assert.Null(ledger.Audit.Check());
            AuditBreak broken = ledger.Audit.CheckAgainst(AuditFile.Read(copy))!;
            Assert.Equal((1, AuditFault.Changed), (broken.Sequence, broken.Fault));
        }
    }

    [Fact]
    public async Task A_window_names_its_source_what_it_did_and_what_it_left()
    {
        using Export export = Export.Generate(traps: true, patients: 15);
        using Cutover cutover = await Cutover.StartAsync();
        for (int run = 0; run < 2; run++)
        {
            using Migration migration = await cutover.OpenAsync(export.Path);
            await migration.LoadAsync(null, null, CancellationToken.None);
        }

        using MigrationLedger ledger = MigrationLedger.Open(cutover.LedgerPath, TimeProvider.System);
        List<AuditEntry> entries = [.. ledger.Audit.Read().Select(l => l.Entry)];
        AuditEntry begin = entries.Last(e => e.Action == "begin");
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(export.Path, "Hastalar.csv")))),
            begin.Source!.Single(f => f.Name == "Hastalar.csv").Sha256);
        AuditEntry end = entries.Last(e => e.Action == "end");
        IReadOnlyList<ObjectCounts> counts = ledger.Runs.Counts(end.Run);
        Assert.Equal(counts, end.Counts);
        Assert.All(end.Counts!, c => Assert.True(c.IsConserved));
        Assert.True(counts.Sum(c => c.Held + c.Rejected) > 0 && counts.Sum(c => c.Unchanged) > 0);
        foreach ((string action, Func<ObjectCounts, long> count) in ((string, Func<ObjectCounts, long>)[])[("hold", c => c.Held), ("reject", c => c.Rejected), ("unchanged", c => c.Unchanged)])
        {
            foreach (ObjectCounts line in counts)
            {
                Assert.Equal(count(line), entries.Where(e => e.Run == end.Run && e.Action == action && e.Object == line.Object).Sum(e => e.Count));
            }
        }

        Assert.All(entries.Where(e => e.Action is "hold" or "reject"), e => Assert.Equal(e.Count, e.Keys!.Count));
        Assert.All(entries.Where(e => e.Action == "unchanged"), e => Assert.Equal(64, e.KeysHash!.Length));
        Assert.Null(ledger.Audit.Check());
    }

    [Fact]
    public async Task The_console_tells_writes_and_compares()
    {
        Write(20);
        string ledger = _folder.File("a.ledger");
        string copy = _folder.File("copy.csv");
        (int exit, string output, string error) = await ConsoleProgram.RunAsync("audit", "--ledger", ledger, "--out", copy, "--json");
        Assert.True(exit == 0, output + error);
        Assert.Contains("\"entries\":20,\"whole\":true", output, StringComparison.Ordinal);
        Assert.Equal(0, (await ConsoleProgram.RunAsync("audit", "--path", copy, "--json")).Exit);
        Assert.Equal(0, (await ConsoleProgram.RunAsync("audit", "--ledger", ledger, "--against", copy)).Exit);
        Sql(Free + "UPDATE audit SET body='{}' WHERE seq=4");
        (exit, output, _) = await ConsoleProgram.RunAsync("audit", "--ledger", ledger, "--against", copy, "--json");
        Assert.Equal(1, exit);
        Assert.Contains("\"broken\":4,\"fault\":\"Changed\"", output, StringComparison.Ordinal);
        Assert.Equal(2, (await ConsoleProgram.RunAsync("audit", "--json")).Exit);
    }

    private MigrationLedger Open() => MigrationLedger.Open(_folder.File("a.ledger"), TimeProvider.System);

    private void Write(int entries, string table = "contact")
    {
        using MigrationLedger ledger = Open();
        for (int i = 0; i < entries; i++)
        {
            ledger.Audit.Append(new AuditEntry("who", 1, "create", table, "done", i, [Guid.CreateVersion7()], "\"note\", with;letters şğİ"));
        }
    }

    private void Sql(string sql)
    {
        File.Delete(_folder.File("a.ledger.seal"));
        using var connection = new SqliteConnection($"Data Source={_folder.File("a.ledger")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
