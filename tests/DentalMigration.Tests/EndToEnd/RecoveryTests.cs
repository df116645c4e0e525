using System.Net;
using System.Text;
using System.Text.Json;
using DentalMigration.Hosting;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>A load that was broken off, or answered oddly, ends where an undisturbed one does.</summary>
public sealed class RecoveryTests : IDisposable
{
    private readonly Export _export = Export.Generate(traps: false, patients: 30);

    public void Dispose() => _export.Dispose();

    [Fact]
    public async Task A_row_in_doubt_is_found_whatever_reason_the_service_gives_for_refusing_it_again()
    {
        using Cutover cutover = await Cutover.StartAsync();
        string before = await cutover.DigestAsync();
        await CutPowerAfterAsync(cutover, "contacts/Microsoft.Dynamics.CRM.CreateMultiple");
        cutover.Wire.Tap = async (_, _, pass) => await ReplaceAsync(await pass(), "0x80040237", "0x80060892");
        RunResult result = await LoadAsync(cutover);
        Assert.Equal(30, result.Objects.Single(o => o.Object == "patient").Created);
        cutover.Wire.Tap = null;
        Assert.True((await cutover.UndoAsync()).IsComplete);
        Assert.Equal(before, await cutover.DigestAsync());
    }

    [Fact]
    public async Task Rows_whose_answer_cannot_be_read_are_found()
    {
        using Cutover cutover = await Cutover.StartAsync();
        cutover.Wire.Tap = async (request, _, pass) =>
            IsTo(request, "contacts/Microsoft.Dynamics.CRM.CreateMultiple") ? await ReplaceAsync(await pass(), "\"Ids\"", "\"Odd\"") : await pass();
        ObjectCounts patients = (await LoadAsync(cutover)).Objects.Single(o => o.Object == "patient");
        Assert.Equal((30, 0), (patients.Created, patients.Held));
    }

    [Fact]
    public async Task A_row_in_doubt_that_changed_in_the_source_has_its_new_content_after_one_run()
    {
        using Cutover cutover = await Cutover.StartAsync();
        await CutPowerAfterAsync(cutover, "contacts/Microsoft.Dynamics.CRM.CreateMultiple");
        _export.SetCell("Hastalar.csv", "Hasta No", _export.Cell("Hastalar.csv", 1, "Hasta No"), "Soyadı", "Öztürkmen");
        RunResult result = await LoadAsync(cutover);
        Assert.True(result.IsConserved);
        Assert.Equal(1, await cutover.Target.Client.CountAsync("contacts", "lastname eq 'Öztürkmen'", CancellationToken.None));
    }

    [Fact]
    public async Task Rows_in_doubt_that_the_next_run_leaves_out_get_their_second_steps_later()
    {
        string expected;
        using (Cutover calm = await Cutover.StartAsync())
        {
            await LoadAsync(calm);
            expected = await calm.DigestAsync();
        }

        using Cutover cutover = await Cutover.StartAsync();
        int sent = 0;
        cutover.Wire.Tap = async (request, body, pass) =>
        {
            HttpResponseMessage answer = await pass();
            return IsTo(request, "$batch") && body.Contains("POST /api/data/v9.2/appointments", StringComparison.Ordinal) && ++sent > 0 ? throw new PowerCutException() : answer;
        };
        await Assert.ThrowsAsync<PowerCutException>(() => LoadAsync(cutover));
        cutover.Wire.Tap = null;
        using (Migration migration = await cutover.OpenAsync(_export.Path))
        {
            RunResult nothing = await migration.LoadAsync(new RecordSelection(), null, CancellationToken.None);
            Assert.True(nothing.IsConserved);
        }

        await LoadAsync(cutover);
        Assert.Equal(expected, await cutover.DigestAsync());
    }

    [Fact]
    public async Task A_link_to_a_row_that_was_rejected_at_first_is_made_when_it_is_there()
    {
        using Cutover cutover = await Cutover.StartAsync();
        string before = await cutover.DigestAsync();
        _export.SetCell("Klinikler.csv", "Klinik Kodu", "GRP", "Klinik Adı", "Ege\u0001");
        await LoadAsync(cutover);
        Assert.Equal(0, await cutover.Target.Client.CountAsync("accounts", "_parentaccountid_value ne null", CancellationToken.None));
        _export.SetCell("Klinikler.csv", "Klinik Kodu", "GRP", "Klinik Adı", "Ege");
        await LoadAsync(cutover);
        Assert.Equal(2, await cutover.Target.Client.CountAsync("accounts", "_parentaccountid_value ne null", CancellationToken.None));
        Assert.True((await cutover.UndoAsync()).IsComplete);
        Assert.Equal(before, await cutover.DigestAsync());
    }

    [Fact]
    public async Task A_file_missing_from_a_newer_export_does_not_make_its_records_vanish()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(_export.Path);
        await migration.LoadAsync(null, null, CancellationToken.None);
        File.Delete(Path.Combine(_export.Path, "Randevular.csv"));
        using ISource newer = SourceOpener.OpenFolder("dentes", _export.Path);
        RunResult delta = await migration.SyncAsync(newer, null, CancellationToken.None);
        Assert.DoesNotContain(migration.Ledger.Problems.Of(delta.Run), p => p.Code == "VanishedFromSource");
    }

    [Fact]
    public async Task A_privilege_that_is_missing_for_a_whole_table_ends_the_run_with_one_error()
    {
        using Cutover cutover = await Cutover.StartAsync();
        cutover.Wire.Tap = async (request, body, pass) => IsTo(request, "contacts/Microsoft.Dynamics.CRM.CreateMultiple")
            ? Refusal(HttpStatusCode.Forbidden, "0x80040220")
            : IsTo(request, "$batch") && body.Contains("POST /api/data/v9.2/contacts", StringComparison.Ordinal)
                ? Parts(body, "403 Forbidden", "0x80040220")
                : await pass();
        Assert.Equal("PrivilegeMissing", (await Assert.ThrowsAsync<MigrationException>(() => LoadAsync(cutover))).Code);
        cutover.Wire.Tap = null;
        ObjectCounts patients = (await LoadAsync(cutover)).Objects.Single(o => o.Object == "patient");
        Assert.Equal((30, 0), (patients.Created, patients.Held));
    }

    [Fact]
    public async Task Rows_of_a_batch_that_are_throttled_one_by_one_are_never_given_up()
    {
        using Cutover cutover = await Cutover.StartAsync();
        int refusals = 0;
        cutover.Wire.Tap = async (request, body, pass) =>
            IsTo(request, "$batch") && body.Contains("POST /api/data/v9.2/appointments", StringComparison.Ordinal) && refusals++ < 3 * new LoadOptions().MaxAttempts
                ? Parts(body, "429 Too Many Requests\r\nRetry-After: 0", "0x80072322")
                : await pass();
        RunResult result = await LoadAsync(cutover);
        Assert.Equal(0, result.Objects.Single(o => o.Object == "appointment").Held);
        Assert.True(refusals > 3 * new LoadOptions().MaxAttempts);
    }

    [Fact]
    public async Task A_cancelled_run_says_so_in_the_ledger_and_goes_on_when_repeated()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using var cancel = new CancellationTokenSource();
        cutover.Wire.Tap = async (request, _, pass) =>
        {
            if (IsTo(request, "contacts/Microsoft.Dynamics.CRM.CreateMultiple"))
            {
                await cancel.CancelAsync();
            }

            return await pass();
        };
        using (Migration migration = await cutover.OpenAsync(_export.Path))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => migration.LoadAsync(null, null, cancel.Token));
            Assert.Equal("broken off", migration.Ledger.Audit.Read().Last().Entry.Outcome);
        }

        cutover.Wire.Tap = null;
        RunResult result = await LoadAsync(cutover);
        Assert.Equal(30, result.Objects.Single(o => o.Object == "patient").Created);
        Assert.True(result.IsConserved);
    }

    [Fact]
    public async Task A_second_ledger_for_the_same_practice_is_refused()
    {
        using Cutover cutover = await Cutover.StartAsync();
        await LoadAsync(cutover);
        string content = await cutover.DigestAsync(exact: true);
        File.Move(cutover.LedgerPath, cutover.LedgerPath + ".first");
        File.Move(cutover.LedgerPath + ".seal", cutover.LedgerPath + ".first.seal");
        Assert.Equal("LoadedByAnotherLedger", (await Assert.ThrowsAsync<MigrationException>(() => LoadAsync(cutover))).Code);
        Assert.Equal(content, await cutover.DigestAsync(exact: true));
    }

    private async Task<RunResult> LoadAsync(Cutover cutover)
    {
        using Migration migration = await cutover.OpenAsync(_export.Path);
        return await migration.LoadAsync(null, null, CancellationToken.None);
    }

    /// <summary>The first request to that address is carried out; its answer never comes, and neither does anything after it.</summary>
    private async Task CutPowerAfterAsync(Cutover cutover, string address)
    {
        cutover.Wire.Tap = async (request, _, pass) =>
        {
            HttpResponseMessage answer = await pass();
            return IsTo(request, address) ? throw new PowerCutException() : answer;
        };
        await Assert.ThrowsAsync<PowerCutException>(() => LoadAsync(cutover));
        cutover.Wire.Tap = null;
    }

    private static bool IsTo(HttpRequestMessage request, string address) =>
        request.RequestUri!.AbsolutePath.EndsWith(address, StringComparison.Ordinal);

    private static async Task<HttpResponseMessage> ReplaceAsync(HttpResponseMessage answer, string what, string by)
    {
        string text = (await answer.Content.ReadAsStringAsync()).Replace(what, by, StringComparison.Ordinal);
        var type = answer.Content.Headers.ContentType;
        answer.Content = new StringContent(text);
        answer.Content.Headers.ContentType = type;
        return answer;
    }

    private static HttpResponseMessage Refusal(HttpStatusCode status, string code) => new(status) { Content = new StringContent(Error(code)) };

    private static HttpResponseMessage Parts(string batch, string status, string code)
    {
        int count = batch.Split("HTTP/1.1").Length - 1;
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            text.Append($"--batchresponse_x\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 {status}\r\nContent-Type: application/json\r\n\r\n{Error(code)}\r\n");
        }

        var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(text.Append("--batchresponse_x--\r\n").ToString()) };
        answer.Content.Headers.Remove("Content-Type");
        answer.Content.Headers.TryAddWithoutValidation("Content-Type", "multipart/mixed; boundary=batchresponse_x");
        return answer;
    }

    private static string Error(string code) => JsonSerializer.Serialize(new { error = new { code, message = "no" } });
}
