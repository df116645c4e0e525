using System.Diagnostics;
using DentalMigration.Cli.Generation;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DentalMigration.Tests.Ledger;

/// <summary>With a ledger that cannot be trusted, or cannot be written, nothing is written in Dataverse.</summary>
public sealed class LedgerRefusalTests
{
    [Theory]
    [InlineData("flipped", "LedgerDamaged")]
    [InlineData("newer", "LedgerNewer")]
    [InlineData("twice", "LedgerInUse")]
    [InlineData("elsewhere", "LedgerBoundElsewhere")]
    public async Task A_load_and_an_undo_are_refused_and_the_organisation_stays_as_it_is(string what, string code)
    {
        using Export export = Export.Generate(traps: false, patients: 10);
        using Cutover first = await Cutover.StartAsync();
        using Cutover other = await Cutover.StartAsync();
        Cutover cutover = what == "elsewhere" ? other : first;
        await LoadAsync(first, export);
        using MigrationLedger? held = what == "twice" ? MigrationLedger.Open(first.LedgerPath, TimeProvider.System) : null;
        switch (what)
        {
            case "flipped":
                LedgerImage.Flip(first.LedgerPath, new Random(5));
                break;
            case "newer":
                Sql(first.LedgerPath, "PRAGMA user_version=99");
                break;
            case "elsewhere":
                LedgerImage.Copy(first.LedgerPath, other.LedgerPath);
                break;
        }

        string before = await cutover.DigestAsync(exact: true);
        Assert.Equal(code, (await Assert.ThrowsAsync<MigrationException>(() => LoadAsync(cutover, export))).Code);
        MigrationException undo = await Assert.ThrowsAsync<MigrationException>(() => cutover.UndoAsync());
        Assert.Equal(code == "LedgerBoundElsewhere" ? "WrongOrganization" : code, undo.Code);
        Assert.Equal(before, await cutover.DigestAsync(exact: true));
    }

    [Fact]
    public async Task After_a_kill_a_flipped_byte_is_refused_or_the_load_ends_as_a_calm_one()
    {
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using Export export = Export.Generate(traps: false, patients: 10);
        string calm;
        using (Cutover undisturbed = await Cutover.StartAsync())
        {
            await LoadAsync(undisturbed, export);
            calm = await undisturbed.DigestAsync();
        }

        using Cutover cutover = await Cutover.StartAsync();
        string killed = cutover.File("killed");
        int writes = 0;
        cutover.Wire.Tap = async (request, body, pass) =>
        {
            HttpResponseMessage answer = await pass();
            if (body.Contains("importsequencenumber", StringComparison.Ordinal) && request.Method == HttpMethod.Post && Interlocked.Increment(ref writes) == 6)
            {
                LedgerImage.Copy(cutover.LedgerPath, killed);
                throw new PowerCutException();
            }

            return answer;
        };
        await Assert.ThrowsAsync<PowerCutException>(() => LoadAsync(cutover, export));
        cutover.Wire.Tap = null;
        int refused = 0;
        for (int i = 0; i < ProofScale.Cases(12, 200); i++)
        {
            LedgerImage.Copy(killed, cutover.LedgerPath);
            LedgerImage.Flip(cutover.LedgerPath + (i % 2 == 0 ? "" : "-wal"), random);
            string before = await cutover.DigestAsync(exact: true);
            try
            {
                await LoadAsync(cutover, export);
                Assert.Equal(calm, await cutover.DigestAsync());
            }
            catch (MigrationException)
            {
                refused++;
                Assert.Equal(before, await cutover.DigestAsync(exact: true));
            }
        }

        Assert.True(refused > 0);
        LedgerImage.Copy(killed, cutover.LedgerPath);
        await LoadAsync(cutover, export);
        Assert.Equal(calm, await cutover.DigestAsync());
    }

    [Fact]
    public async Task A_full_disk_stops_the_load_with_what_to_do_and_with_room_it_goes_on()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("The limit that stands for a full disk is set by a Linux shell.");
        }

        using var folder = new TempFolder();
        string source = folder.File("dentes");
        PracticeGenerator.Generate(new GenerationOptions { Patients = 40, Seed = 7, Mess = 0, Out = source }, null, CancellationToken.None);
        string calm;
        await using (Server server = await Server.StartAsync(folder.File("calm.db")))
        {
            (int exit, string output, string error) = await ConsoleProgram.RunAsync(Arguments(source, server.Url, folder.File("calm.ledger")));
            Assert.True(exit == 1, output + error); // a provider without a user is held
            calm = await server.DigestAsync();
        }

        await using Server full = await Server.StartAsync(folder.File("full.db"));
        string[] arguments = Arguments(source, full.Url, folder.File("full.ledger"));
        using (Process limited = ConsoleProgram.StartUnder("ulimit -f 400", arguments))
        {
            Task<string> output = limited.StandardOutput.ReadToEndAsync();
            Task<string> error = limited.StandardError.ReadToEndAsync();
            await limited.WaitForExitAsync();
            Assert.True(limited.ExitCode == 2, await output + await error);
            Assert.StartsWith("LedgerFull: ", await error, StringComparison.Ordinal);
            Assert.Contains("Make room", await error, StringComparison.Ordinal);
        }

        Assert.NotEqual(calm, await full.DigestAsync());
        (int again, string said, string complaint) = await ConsoleProgram.RunAsync(arguments);
        Assert.True(again == 1, said + complaint);
        Assert.Equal(calm, await full.DigestAsync());
    }

    private static string[] Arguments(string source, Uri url, string ledger) =>
    [
        "migrate", "--system", "dentes", "--source", source, "--url", url.ToString(), "--ledger", ledger,
        "--accept-default-map", "test@contoso.com", "--fallback-owner", "admin@contoso.com", "--json",
    ];

    private static async Task LoadAsync(Cutover cutover, Export export)
    {
        using Migration migration = await cutover.OpenAsync(export.Path);
        await migration.LoadAsync(null, null, CancellationToken.None);
    }

    private static void Sql(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
