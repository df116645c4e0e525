using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;
using DentalMigration.Owners;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>
/// A record of a delta that is as it was is passed over without making its row. What its row depends on beside it must be seen all the same, and what is
/// told of it must be told again.
/// </summary>
public sealed class UnchangedRecordTests : IDisposable
{
    private readonly Export _export = Export.Generate(traps: false, patients: 60);

    public void Dispose() => _export.Dispose();

    [Fact]
    public async Task Rows_follow_their_provider_whose_user_was_disabled_since()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await _export.LoadAsync(cutover);
        long findings = migration.Ledger.Problems.Count(1, ProblemKind.Finding);
        Guid user = (await cutover.Target.Client.QueryAsync(
            "systemusers?$select=systemuserid&$filter=internalemailaddress eq 'mehmet.demir@example.com'", null, CancellationToken.None).FirstAsync())
            .GetProperty("systemuserid").GetGuid();
        await cutover.Target.Client.UpdateAsync("systemusers", user, """{"isdisabled":true}"""u8.ToArray(), null, CancellationToken.None);

        migration.Dispose();
        using Migration again = await cutover.OpenAsync(_export.Path);
        RunResult delta = await _export.SyncAsync(again);
        Assert.True(delta.Objects.Sum(o => o.Updated) > 0);
        Assert.True(delta.Findings > findings);
        Assert.Equal(0, await cutover.Target.Client.CountAsync("contacts", $"_ownerid_value eq {user:D}", CancellationToken.None));
    }

    [Fact]
    public async Task A_name_that_two_providers_have_by_now_means_neither()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await _export.LoadAsync(cutover);
        _export.Edit("Hekimler.csv", text => text.TrimEnd() + "\r\n" + text.Split("\r\n")[1].Replace("1;", "99;", StringComparison.Ordinal) + "\r\n");
        migration.Dispose();
        using Migration again = await cutover.OpenAsync(_export.Path);
        RunResult delta = await _export.SyncAsync(again);
        Assert.True(delta.Objects.Single(o => o.Object == "appointment") is { Updated: > 0 } or { Held: > 0 });
    }

    /// <summary>In the ledger the keys stand as texts: 12 between 119 and 120.</summary>
    [Fact]
    public async Task Of_keys_of_any_length_exactly_those_that_changed_are_written()
    {
        using Export export = Export.Generate(traps: false, patients: 1500);
        foreach (string file in Directory.EnumerateFiles(export.Path).Where(f => Path.GetFileName(f) is not ("Hastalar.csv" or "Hekimler.csv" or "Klinikler.csv")))
        {
            File.Delete(file);
        }

        string[] lines = [];
        export.Edit("Hastalar.csv", text =>
        {
            lines = [.. text.TrimEnd().Split("\r\n").Select((line, i) => i == 0 ? line : $"{i}{line[line.IndexOf(';')..]}")];
            return string.Join("\r\n", lines.Where((_, i) => i is not (57 or 580 or 1100)));
        });
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await export.LoadAsync(cutover);
        Assert.Equal(1497, migration.Ledger.Records.Count(migration.Ledger.ObjectNumber("patient", "contact"), RecordState.Written));

        int city = Array.IndexOf(lines[0].Split(';'), "İlçe");
        export.Edit("Hastalar.csv", _ => string.Join("\r\n", lines.Where((_, i) => i != 1200).Select(line =>
        {
            string[] cells = line.Split(';');
            cells[city] = cells[0] is "5" or "9" or "10" or "99" or "100" or "700" or "999" or "1000" or "1499" ? "Yeni" : cells[city];
            return string.Join(';', cells);
        })));
        ObjectCounts patients = (await export.SyncAsync(migration)).Objects.Single(o => o.Object == "patient");
        Assert.Equal((3, 9, 1487), (patients.Created, patients.Updated, patients.Unchanged));
        Assert.Equal("1200", migration.Ledger.Problems.Of(2).Single(p => p.Code == "VanishedFromSource").Key);
    }

    [Fact]
    public async Task A_key_that_comes_twice_is_refused_the_second_time()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await _export.LoadAsync(cutover);
        string again = "";
        _export.Edit("Hastalar.csv", text => text.TrimEnd() + "\r\n" + (again = text.Split("\r\n")[7]) + "\r\n");
        ObjectCounts patients = (await _export.SyncAsync(migration)).Objects.Single(o => o.Object == "patient");
        Assert.Equal((61, 60, 1), (patients.Read, patients.Unchanged, patients.Rejected));
        LedgerProblem refused = migration.Ledger.Problems.Of(2, ProblemKind.Rejected).Single();
        Assert.Equal(("DuplicateKey", again.Split(';')[0]), (refused.Code, refused.Key));
    }

    /// <summary>A workbook sorted by name, a key of letters: no neighbour in the file is one in the ledger.</summary>
    [Fact]
    public async Task Records_in_no_order_are_told_apart_as_well()
    {
        static string Reversed(string text, Func<string[], string[]> change) =>
            string.Join("\r\n", [text.Split("\r\n")[0], .. change([.. text.TrimEnd().Split("\r\n").Skip(1).Reverse()])]);
        string first = "";
        _export.Edit("Hastalar.csv", text => Reversed(first = text, lines => lines));
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await _export.LoadAsync(cutover);
        string loaded = await cutover.DigestAsync();
        Assert.Equal((60, 0), await PatientsAsync());
        Assert.Equal(loaded, await cutover.DigestAsync());

        int city = Array.IndexOf(first.Split("\r\n")[0].Split(';'), "İlçe");
        string gone = "";
        _export.Edit("Hastalar.csv", _ => Reversed(first, lines =>
        {
            gone = lines[30].Split(';')[0];
            string[] cells = lines[20].Split(';');
            cells[city] = "Yeni";
            return [.. lines[..20], string.Join(';', cells), .. lines[21..30], .. lines[31..], lines[10]];
        }));
        Assert.Equal((58, 1), await PatientsAsync());
        Assert.Equal(gone, migration.Ledger.Problems.Of(3).Single(p => p.Code == "VanishedFromSource").Key);
        Assert.Single(migration.Ledger.Problems.Of(3), p => p.Code == "DuplicateKey");

        async Task<(long Unchanged, long Updated)> PatientsAsync()
        {
            ObjectCounts patients = (await _export.SyncAsync(migration)).Objects.Single(o => o.Object == "patient");
            return (patients.Unchanged, patients.Updated);
        }
    }

    [Fact]
    public async Task Findings_and_vanished_records_are_told_by_every_delta()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await _export.LoadAsync(cutover);
        string gone = _export.Cell("Hatirlatmalar.csv", 3, "Hatırlatma No");
        _export.Edit("Hatirlatmalar.csv", text => string.Join("\r\n", text.Split("\r\n").Where(l => !l.StartsWith(gone, StringComparison.Ordinal))));
        long findings = migration.Ledger.Problems.Count(1, ProblemKind.Finding);
        for (int round = 2; round <= 3; round++)
        {
            RunResult delta = await _export.SyncAsync(migration);
            Assert.Equal(findings + 1, delta.Findings);
            Assert.Equal(gone, migration.Ledger.Problems.Of(round, ProblemKind.Finding).Single(p => p.Code == "VanishedFromSource").Key);
            Assert.Equal(0, delta.Objects.Sum(o => o.Created + o.Updated));
        }
    }

    [Fact]
    public async Task Rows_whose_parents_were_taken_back_and_made_again_hang_on_them_again()
    {
        using Cutover cutover = await Cutover.StartAsync();
        string loaded;
        using (Migration migration = await _export.LoadAsync(cutover))
        {
            loaded = await cutover.DigestAsync();
        }

        await cutover.UndoAsync(new UndoOptions { Objects = ["recall"] });
        using Migration again = await cutover.OpenAsync(_export.Path);
        await again.LoadAsync(null, null, CancellationToken.None);
        Assert.Equal(loaded, await cutover.DigestAsync());
        Assert.Equal(0, (await _export.SyncAsync(again)).Objects.Sum(o => o.Created + o.Updated));
    }

    [Fact]
    public async Task A_ragged_second_line_of_a_key_does_not_hide_a_vanished_record()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await _export.LoadAsync(cutover);
        string gone = _export.PatientKey(20);
        _export.Edit("Hastalar.csv", text =>
        {
            string[] lines = [.. text.TrimEnd().Split("\r\n").Where(l => !l.StartsWith(gone + ";", StringComparison.Ordinal))];
            return string.Join("\r\n", [.. lines, lines[5] + ";x;y;z"]) + "\r\n";
        });
        RunResult delta = await _export.SyncAsync(migration);
        Assert.Contains(migration.Ledger.Problems.Of(delta.Run), p => p.Code == "VanishedFromSource" && p.Object == "patient");
    }

    [Fact]
    public async Task Rows_given_to_a_provider_whose_user_is_disabled_again_go_back()
    {
        using Cutover cutover = await Cutover.StartAsync();
        Guid user = await cutover.Target.UserAsync("gulsen.isik@example.com");
        using (Migration migration = await _export.LoadAsync(cutover))
        {
            await cutover.Target.ChangeUserAsync(user, "isdisabled", false);
            OwnerMap owners = await OwnerResolver.ResolveAsync(migration.Setup.Source.Read("provider", CancellationToken.None), "admin@contoso.com", cutover.Target.Client, CancellationToken.None);
            IReadOnlyList<DentalMigration.Loading.Owners.OwnerMove> moves = await migration.UpdateOwnersAsync(owners, null, CancellationToken.None);
        }

        await cutover.Target.ChangeUserAsync(user, "isdisabled", true);
        using Migration again = await cutover.OpenAsync(_export.Path);
        RunResult delta = await _export.SyncAsync(again);
        long still = 0;
        foreach (string set in new[] { "contacts", "appointments", "new_treatmentplans", "new_procedurelines" })
        {
            still += await cutover.Target.Client.CountAsync(set, $"_ownerid_value eq {user:D}", CancellationToken.None);
        }

        Assert.Equal(0, still);
    }
}
