using System.Text.Json;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources.Files;
using DentalMigration.Systems;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Loading.Attachments;

/// <summary>Files that come only forwards, from a database or over the network, travel as those on a disk do, and are never whole in memory.</summary>
public sealed class AttachmentStreamTests : AttachmentTest
{
    private const int Block = 4 * 1024 * 1024;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Files_that_come_forwards_end_as_files_of_a_folder_do(bool tellsLength)
    {
        Export.Add("1", "a.jpg", DocumentExport.Bytes(10)).Add("2", "b.jpg", DocumentExport.Bytes(Limit)).Add("3", "c.jpg", DocumentExport.Bytes(Limit + 1))
            .Add("4", "d.dcm", DocumentExport.Bytes(Block + 1)).Add("5", "empty.jpg", []);
        string expected;
        using (Cutover calm = await StartAsync())
        {
            await LoadAsync(calm);
            expected = await calm.DigestAsync();
        }

        using Cutover cutover = await StartAsync();
        RunResult result = await LoadAsync(cutover, Open(tellsLength));
        Assert.Equal((2, 1, 2), (Notes(result).Created, Notes(result).Held, Large(result).Created));
        Assert.Equal(expected, await cutover.DigestAsync());
        Assert.Equal((2, 2), (Notes(await LoadAsync(cutover, Open(tellsLength))).Unchanged, Large(await LoadAsync(cutover, Open(tellsLength))).Unchanged));
    }

    [Fact]
    public async Task A_block_is_read_when_it_is_sent_and_from_memory_when_it_is_sent_again()
    {
        Export.AddAt("1", "endless.dcm");
        using Cutover cutover = await StartAsync();
        using StreamedSource source = Open(tellsLength: true, madeUp: 40 * 1024 * 1024);
        int blocks = 0;
        cutover.Wire.Tap = async (request, body, pass) =>
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith("/UploadBlock", StringComparison.Ordinal))
            {
                return await pass();
            }

            bool isAgain = body.Contains(Id(blocks - 1), StringComparison.Ordinal);
            blocks += isAgain ? 0 : 1;
            Assert.Equal(Math.Min(blocks * (long)Block, source.MadeUp), source.Read);
            await pass();
            return isAgain ? new HttpResponseMessage(System.Net.HttpStatusCode.NoContent) : throw new HttpRequestException(HttpRequestError.ResponseEnded, "lost");
        };
        RunResult result = await LoadAsync(cutover, source);
        Assert.Equal((1, 10), (Large(result).Created, blocks));
        Assert.Equal(3, source.Opened["endless.dcm"]); // each object looks at it, one sends it
        Assert.Empty(Problems(cutover, result));
    }

    [Fact]
    public async Task An_upload_broken_off_goes_on_behind_what_is_read_and_not_sent_again()
    {
        byte[] content = DocumentExport.Bytes((2 * Block) + 10);
        Export.Add("1", "a.dcm", content);
        using Cutover cutover = await StartAsync();
        var blocks = new List<string>();
        cutover.Wire.Tap = async (request, body, pass) =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/UploadBlock", StringComparison.Ordinal))
            {
                blocks.Add(JsonElement.Parse(body).GetProperty("BlockId").GetString()!);
            }

            return blocks.Count == 2 ? throw new PowerCutException() : await pass();
        };
        await Assert.ThrowsAsync<PowerCutException>(() => LoadAsync(cutover, Open(tellsLength: true)));
        blocks.Add("");
        await LoadAsync(cutover, Open(tellsLength: true));
        Assert.Equal([Id(0), Id(1), "", Id(1), Id(2)], blocks);
        (_, byte[] found) = await FileAsync(cutover, "1");
        Assert.True(content.AsSpan().SequenceEqual(found));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_to_its_end_is_a_finding_of_its_row_alone()
    {
        Export.Add("1", "a.dcm", DocumentExport.Bytes(2 * Block)).Add("2", "b.jpg", DocumentExport.Bytes(10));
        using Cutover cutover = await StartAsync();
        StreamedSource source = Open(tellsLength: true);
        source.FailsAt = Block + 1;
        RunResult result = await LoadAsync(cutover, source);
        Assert.Equal([("large_document", "1", ProblemKind.Finding, "AttachmentUnreadable")], Problems(cutover, result));
        Assert.Equal(1, Notes(result).Created);
        Assert.Empty(Problems(cutover, await LoadAsync(cutover, Open(tellsLength: true))));
        Assert.Equal(2 * Block, (await FileAsync(cutover, "1")).Content.Length);
    }

    [Fact]
    public async Task A_file_of_unknown_size_that_cannot_be_read_at_all_holds_its_record_alone()
    {
        Export.Add("1", "a.dcm", DocumentExport.Bytes(100)).AddAt("2", "endless.dcm");
        using Cutover cutover = await StartAsync();
        StreamedSource source = Open(tellsLength: false, madeUp: 10_000);
        source.FailsAt = 0;
        RunResult result = await LoadAsync(cutover, source);
        Assert.Contains(("document", "1", ProblemKind.Held, "AttachmentUnreadable"), Problems(cutover, result));
        Assert.Equal((1, 1), (Notes(result).Held, Large(result).Created));
    }

    private StreamedSource Open(bool tellsLength, long madeUp = 0) =>
        new(FileSource.Open(Export.Path, SystemCatalog.Load("dentes"), TimeZoneInfo.Utc), tellsLength) { MadeUp = madeUp };

    private static async Task<RunResult> LoadAsync(Cutover cutover, StreamedSource source)
    {
        using Migration migration = await cutover.OpenAsync(source, DocumentMap.Create());
        RunResult result = await migration.LoadAsync(null, null, Stop);
        Assert.True(result.IsConserved);
        return result;
    }

    private static string Id(int block) => Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"block-{block:d8}"));
}
