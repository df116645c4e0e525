using System.Text.Json;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Loading.Attachments;

/// <summary>A load that is broken off inside a large file goes on inside it.</summary>
public sealed class AttachmentResumeTests : AttachmentTest
{
    private const int Block = 4 * 1024 * 1024;
    private readonly byte[] _content = DocumentExport.Bytes((2 * Block) + 1000);
    private readonly List<string> _blocks = [];

    [Theory]
    [InlineData(Limit / 3 * 4, true)]
    [InlineData(Limit / 3 * 4, false)]
    [InlineData(131_072_000, true)]
    public async Task Blocks_the_service_acknowledged_are_not_sent_again_after_the_power_was_cut(int maxUploadSize, bool arrived)
    {
        string expected = await CalmAsync(maxUploadSize);
        using Cutover cutover = await StartAsync(maxUploadSize);
        await CutAsync(cutover, atBlock: 3, arrived);
        Assert.Equal(3, _blocks.Count);

        _blocks.Clear();
        cutover.Wire.Tap = Watch;
        Assert.True((await LoadAsync(cutover)).IsConserved);
        Assert.Equal([Name(2)], _blocks);
        Assert.Equal(expected, await cutover.DigestAsync());
    }

    [Fact]
    public async Task A_cancelled_run_goes_on_behind_the_last_block()
    {
        string expected = await CalmAsync();
        using Cutover cutover = await StartAsync();
        using var cancel = new CancellationTokenSource();
        cutover.Wire.Tap = async (request, body, pass) =>
        {
            HttpResponseMessage answer = await Watch(request, body, pass);
            if (_blocks.Count == 2)
            {
                await cancel.CancelAsync();
            }

            return answer;
        };
        using (Migration migration = await cutover.OpenAsync(Export.Path, DocumentMap.Create()))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => migration.LoadAsync(null, null, cancel.Token));
        }

        cutover.Wire.Tap = Watch;
        await LoadAsync(cutover);
        Assert.InRange(_blocks.Count(b => b == Name(0)), 1, 1);
        Assert.Equal(expected, await cutover.DigestAsync());
    }

    [Fact]
    public async Task An_upload_begins_anew_where_the_service_forgot_it()
    {
        string expected = await CalmAsync();
        using Cutover cutover = await StartAsync();
        await CutAsync(cutover, atBlock: 2, arrived: false);
        _blocks.Clear();
        bool isFirst = true;
        cutover.Wire.Tap = async (request, body, pass) =>
        {
            HttpResponseMessage answer = await Watch(request, body, pass);
            if (!isFirst || !IsBlock(request))
            {
                return answer;
            }

            isFirst = false;
            return new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest) { Content = new StringContent("""{"error":{"code":"0x80048d19","message":"gone"}}""") };
        };
        await LoadAsync(cutover);
        Assert.Equal([Name(1), Name(0), Name(1), Name(2)], _blocks);
        Assert.Equal(expected, await cutover.DigestAsync());
    }

    [Fact]
    public async Task A_file_that_changed_while_its_upload_was_broken_off_is_sent_from_its_start()
    {
        using Cutover cutover = await StartAsync();
        Export.Add("7", "cbct.dcm", _content);
        await CutAsync(cutover, atBlock: 2, arrived: true);
        byte[] other = DocumentExport.Bytes(_content.Length, seed: 9);
        Export.SetFile("cbct.dcm", other);
        Export.Touch("cbct.dcm");
        await LoadAsync(cutover);
        (_, byte[] found) = await FileAsync(cutover, "7");
        Assert.True(other.AsSpan().SequenceEqual(found));
    }

    [Fact]
    public async Task A_commit_whose_answer_never_came_is_repaired_by_the_next_run()
    {
        string expected = await CalmAsync();
        using Cutover cutover = await StartAsync();
        cutover.Wire.Tap = async (request, _, pass) =>
        {
            HttpResponseMessage answer = await pass();
            return request.RequestUri!.AbsolutePath.EndsWith("CommitFileBlocksUpload", StringComparison.Ordinal) ? throw new PowerCutException() : answer;
        };
        await Assert.ThrowsAsync<PowerCutException>(() => LoadAsync(cutover));
        cutover.Wire.Tap = null;
        await LoadAsync(cutover);
        Assert.Equal(expected, await cutover.DigestAsync());
    }

    [Fact]
    public async Task An_undo_after_a_broken_off_upload_leaves_nothing()
    {
        using Cutover cutover = await StartAsync();
        string before = await cutover.DigestAsync();
        Export.Add("7", "cbct.dcm", _content).Add("8", "a.jpg", [1]);
        await CutAsync(cutover, atBlock: 2, arrived: true);
        Assert.True((await cutover.UndoAsync()).IsComplete);
        Assert.Equal(before, await cutover.DigestAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Lost_requests_lost_answers_refusals_and_throttling_end_in_the_same_content(int seed)
    {
        Export.Add("1", "a.jpg", DocumentExport.Bytes(500, 1)).Add("2", "b.jpg", DocumentExport.Bytes(Limit, 2)).Add("3", "c.stl", DocumentExport.Bytes(Limit * 2, 3));
        string expected = await CalmAsync();
        using Cutover cutover = await StartAsync();
        var random = new Random(seed);
        var gate = new Lock();
        int faults = 0;
        cutover.Wire.Tap = async (request, body, pass) =>
        {
            double chance;
            lock (gate)
            {
                chance = IsFile(request, body) ? random.NextDouble() : 1;
                faults += chance < 0.5 ? 1 : 0;
            }

            if (chance < 0.3)
            {
                return chance < 0.1 ? throw Lost() : Refusal(chance < 0.2 ? 503 : 429);
            }

            HttpResponseMessage answer = await pass();
            return chance < 0.5 ? throw Lost() : answer;
        };
        using (Migration prepared = await cutover.OpenAsync(Export.Path, DocumentMap.Create()))
        {
            MigrationSetup setup = prepared.Setup with { Clock = HastyClock.Instance, Options = new LoadOptions { MaxAttempts = 50 } };
            prepared.Dispose();
            using Migration migration = await Migration.OpenAsync(setup, Stop);
            Assert.Equal(2, Notes(await migration.LoadAsync(null, null, Stop)).Created);
        }

        cutover.Wire.Tap = null;
        Assert.True(faults > 0);
        Assert.Equal(expected, await cutover.DigestAsync());
    }

    /// <summary>What an undisturbed load of the export with the large file ends in.</summary>
    private async Task<string> CalmAsync(int maxUploadSize = Limit / 3 * 4)
    {
        Export.Add("7", "cbct.dcm", _content);
        using Cutover calm = await StartAsync(maxUploadSize);
        await LoadAsync(calm);
        return await calm.DigestAsync();
    }

    /// <summary>Cuts the power at a block: before it arrived, or after the service took it and before its answer.</summary>
    private async Task CutAsync(Cutover cutover, int atBlock, bool arrived)
    {
        cutover.Wire.Tap = async (request, body, pass) =>
        {
            bool isLast = IsBlock(request) && _blocks.Count + 1 == atBlock;
            if (isLast && !arrived)
            {
                _blocks.Add(NameIn(body));
                throw new PowerCutException();
            }

            HttpResponseMessage answer = await Watch(request, body, pass);
            return isLast ? throw new PowerCutException() : answer;
        };
        await Assert.ThrowsAsync<PowerCutException>(() => LoadAsync(cutover));
        cutover.Wire.Tap = null;
        using MigrationLedger ledger = MigrationLedger.Open(cutover.LedgerPath, TimeProvider.System, mustExist: true);
        Assert.Equal("broken off", ledger.Audit.Read().Last().Entry.Outcome);
    }

    private Task<HttpResponseMessage> Watch(HttpRequestMessage request, string body, Func<Task<HttpResponseMessage>> pass)
    {
        if (IsBlock(request))
        {
            _blocks.Add(NameIn(body));
        }

        return pass();
    }

    private static bool IsBlock(HttpRequestMessage request) => request.RequestUri!.AbsolutePath.EndsWith("/UploadBlock", StringComparison.Ordinal);

    private static bool IsFile(HttpRequestMessage request, string body) =>
        request.RequestUri!.AbsolutePath.Contains("Block", StringComparison.Ordinal)
        || request.RequestUri.AbsolutePath.EndsWith("/new_file", StringComparison.Ordinal)
        || body.Contains("documentbody", StringComparison.Ordinal);

    private static string NameIn(string body) => JsonElement.Parse(body).GetProperty("BlockId").GetString()!;

    private static string Name(int block) => Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"block-{block:d8}"));

    private static HttpRequestException Lost() => new(HttpRequestError.ResponseEnded, "lost");

    private static HttpResponseMessage Refusal(int status)
    {
        var answer = new HttpResponseMessage((System.Net.HttpStatusCode)status) { Content = new StringContent("") };
        answer.Headers.TryAddWithoutValidation("Retry-After", "0");
        return answer;
    }
}
