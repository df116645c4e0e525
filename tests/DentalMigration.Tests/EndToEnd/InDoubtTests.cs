using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>
/// A request was carried out, its answer never came, the process died, and the export is another when the next one goes on: what the request left in Dataverse
/// is taken for what it is.
/// </summary>
public sealed class InDoubtTests : IDisposable
{
    private readonly Export _export = Export.Generate(traps: false, patients: 40);

    public void Dispose() => _export.Dispose();

    [Theory]
    [InlineData(false)] // back to what it was
    [InlineData(true)] // on to a third
    public async Task An_update_in_doubt_is_not_taken_for_the_row_before_nor_for_somebody_elses(bool third)
    {
        using Cutover cutover = await Cutover.StartAsync();
        Guid id;
        string first = _export.Cell("Hastalar.csv", 1, "Soyadı");
        using (Migration migration = await _export.LoadAsync(cutover))
        {
            id = Patient(migration, _export.PatientKey(1)).Id;
            _export.SetCell("Hastalar.csv", "Hasta No", _export.PatientKey(1), "Soyadı", "Öztürkmen");
            cutover.Wire.Tap = async (_, body, pass) =>
            {
                HttpResponseMessage answer = await pass();
                return body.Contains("\nPATCH ", StringComparison.Ordinal) ? throw new PowerCutException() : answer;
            };
            await Assert.ThrowsAsync<PowerCutException>(() => _export.SyncAsync(migration));
            cutover.Wire.Tap = null;
        }

        Assert.Equal("Öztürkmen", await LastNameAsync(cutover.Target.Client, id));
        string now = third ? "Karadağlı" : first;
        _export.SetCell("Hastalar.csv", "Hasta No", _export.PatientKey(1), "Soyadı", now);
        using Migration again = await cutover.OpenAsync(_export.Path);
        RunResult delta = await _export.SyncAsync(again);
        Assert.Equal(now, await LastNameAsync(cutover.Target.Client, id));
    }

    [Fact]
    public async Task A_new_row_sent_again_with_other_content_is_not_taken_for_the_first()
    {
        using Cutover cutover = await Cutover.StartAsync();
        byte[] first = File.ReadAllBytes(Path.Combine(_export.Path, "Hastalar.csv"));
        string name = _export.Cell("Hastalar.csv", 1, "Soyadı");
        foreach (bool carriedOut in new[] { false, true })
        {
            using Migration migration = await cutover.OpenAsync(_export.Path);
            cutover.Wire.Tap = async (request, _, pass) =>
            {
                if (!request.RequestUri!.AbsolutePath.Contains("contacts/", StringComparison.Ordinal))
                {
                    return await pass();
                }

                if (carriedOut)
                {
                    await pass();
                }

                throw new PowerCutException();
            };
            await Assert.ThrowsAsync<PowerCutException>(() => migration.LoadAsync(null, null, CancellationToken.None));
            cutover.Wire.Tap = null;
            _export.SetCell("Hastalar.csv", "Hasta No", _export.PatientKey(1), "Soyadı", "Öztürkmen");
        }

        File.WriteAllBytes(Path.Combine(_export.Path, "Hastalar.csv"), first);
        using Migration last = await cutover.OpenAsync(_export.Path);
        await last.LoadAsync(null, null, CancellationToken.None);
        Assert.Equal(name, await LastNameAsync(cutover.Target.Client, Patient(last, _export.PatientKey(1)).Id));
    }

    [Fact]
    public async Task A_file_in_doubt_is_not_taken_for_the_one_before()
    {
        using Cutover cutover = await Cutover.StartAsync();
        string path;
        byte[] first;
        DateTime time;
        Guid id;
        using (Migration migration = await _export.LoadAsync(cutover))
        {
            SourceRecord document = await migration.Setup.Source.Read("document", CancellationToken.None).FirstAsync();
            id = migration.Ledger.Records.Find(migration.Ledger.ObjectNumber("document", "annotation"), document.Key)!.Id;
            path = Path.Combine(_export.Path, _export.Cell("Belgeler.csv", 1, "Dosya Yolu").Replace('\\', Path.DirectorySeparatorChar));
            first = File.ReadAllBytes(path);
            time = File.GetLastWriteTimeUtc(path);
            byte[] second = [.. first];
            second[^1] ^= 1;
            File.WriteAllBytes(path, second);
            cutover.Wire.Tap = async (_, body, pass) =>
            {
                HttpResponseMessage answer = await pass();
                return body.Contains("documentbody", StringComparison.Ordinal) ? throw new PowerCutException() : answer;
            };
            await Assert.ThrowsAsync<PowerCutException>(() => _export.SyncAsync(migration));
            cutover.Wire.Tap = null;
        }

        File.WriteAllBytes(path, first);
        File.SetLastWriteTimeUtc(path, time);
        using Migration again = await cutover.OpenAsync(_export.Path);
        RunResult delta = await _export.SyncAsync(again);
        JsonElement note = (await cutover.Target.Client.RetrieveAsync("annotations", id, "documentbody", CancellationToken.None))!.Value;
        Assert.Equal(first, note.GetProperty("documentbody").GetBytesFromBase64());
    }

    [Fact]
    public async Task A_state_of_ours_in_doubt_is_not_taken_for_an_edit()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using (Migration migration = await _export.LoadAsync(cutover))
        {
            _export.SetCell("Hastalar.csv", "Hasta No", _export.PatientKey(1), "Durumu", _export.Cell("Hastalar.csv", 1, "Durumu") == "Aktif" ? "Pasif" : "Aktif");
            int number = 2;
            while (_export.Cell("Hastalar.csv", number, "Durumu") != "Aktif")
            {
                number++;
            }

            _export.SetCell("Hastalar.csv", "Hasta No", _export.PatientKey(number), "Durumu", "Pasif");
            cutover.Wire.Tap = async (_, body, pass) =>
            {
                HttpResponseMessage answer = await pass();
                return body.Contains("\nPATCH ", StringComparison.Ordinal) && body.Contains("\"statecode\":1", StringComparison.Ordinal) ? throw new PowerCutException() : answer;
            };
            await Assert.ThrowsAsync<PowerCutException>(() => _export.SyncAsync(migration));
            cutover.Wire.Tap = null;
            _export.SetCell("Hastalar.csv", "Hasta No", _export.PatientKey(number), "Adres", "Yeni");
        }

        using (Migration again = await cutover.OpenAsync(_export.Path))
        {
            RunResult delta = await _export.SyncAsync(again);
        }

        UndoResult undone = await cutover.UndoAsync();
        Assert.Equal(0, undone.Objects.Single(o => o.Object == "patient").Kept);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_row_in_doubt_whose_line_is_ragged_by_now_is_not_forgotten(bool undo)
    {
        using Cutover cutover = await Cutover.StartAsync();
        byte[] whole = File.ReadAllBytes(Path.Combine(_export.Path, "Hastalar.csv"));
        string key = _export.PatientKey(5);
        using (Migration migration = await cutover.OpenAsync(_export.Path))
        {
            cutover.Wire.Tap = async (request, _, pass) =>
            {
                HttpResponseMessage answer = await pass();
                return request.RequestUri!.AbsolutePath.Contains("contacts/", StringComparison.Ordinal) ? throw new PowerCutException() : answer;
            };
            await Assert.ThrowsAsync<PowerCutException>(() => migration.LoadAsync(null, null, CancellationToken.None));
            cutover.Wire.Tap = null;
        }

        _export.Edit("Hastalar.csv", text => string.Join("\r\n", text.Split("\r\n").Select(l => l.StartsWith(key + ";", StringComparison.Ordinal) ? l + ";x;y;z" : l)));
        using (Migration migration = await cutover.OpenAsync(_export.Path))
        {
            RunResult load = await migration.LoadAsync(null, null, CancellationToken.None);
        }

        if (undo)
        {
            UndoResult undone = await cutover.UndoAsync(new UndoOptions { KeepSchema = true });
            Assert.Equal(0, await cutover.Target.Client.CountAsync("contacts", null, CancellationToken.None));
            return;
        }

        File.WriteAllBytes(Path.Combine(_export.Path, "Hastalar.csv"), whole);
        using Migration mended = await cutover.OpenAsync(_export.Path);
        RunResult last = await mended.LoadAsync(null, null, CancellationToken.None);
        ObjectCounts patients = last.Objects.Single(o => o.Object == "patient");
        Assert.Equal(0, patients.Held);
    }

    [Fact]
    public async Task A_ragged_second_line_does_not_touch_the_row_of_the_first_that_is_under_way()
    {
        using Crew crew = await Crew.StartAsync(users: 1);
        _export.Edit("Hastalar.csv", text =>
        {
            string[] lines = text.TrimEnd().Split("\r\n");
            return string.Join("\r\n", [.. lines[..15], lines[5] + ";x;y;z", .. lines[15..]]) + "\r\n";
        });
        int seen = 0;
        using (Migration migration = await crew.OpenAsync(_export.Path, new LoadOptions { BatchSize = 10 }))
        {
            crew.Wire.Tap = async (request, body, pass) =>
            {
                HttpResponseMessage answer = await pass();
                if (request.RequestUri!.AbsolutePath.Contains("contacts/", StringComparison.Ordinal) && body.Contains("\"100005\"", StringComparison.Ordinal) && Interlocked.Increment(ref seen) == 1)
                {
                    while (migration.Ledger.Problems.Count(1, ProblemKind.Rejected) == 0)
                    {
                        await Task.Yield(); // the second line is read meanwhile
                    }

                    throw new PowerCutException();
                }

                return answer;
            };
            await Assert.ThrowsAsync<PowerCutException>(() => migration.LoadAsync(null, null, CancellationToken.None));
            crew.Wire.Tap = null;
        }

        using Migration again = await crew.OpenAsync(_export.Path, new LoadOptions { BatchSize = 10 });
        RunResult load = await again.LoadAsync(null, null, CancellationToken.None);
        ObjectCounts patients = load.Objects.Single(o => o.Object == "patient");
        Assert.Equal((0, 1), (patients.Held, patients.Rejected));
    }

    private static LedgerRecord Patient(Migration migration, string key) => migration.Ledger.Records.Find(migration.Ledger.ObjectNumber("patient", "contact"), key)!;

    private static async Task<string?> LastNameAsync(DataverseClient client, Guid id) =>
        (await client.RetrieveAsync("contacts", id, "lastname", CancellationToken.None))!.Value.GetProperty("lastname").GetString();
}
