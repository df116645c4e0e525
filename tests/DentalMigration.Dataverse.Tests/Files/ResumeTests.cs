using System.Text.Json;
using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Files;

/// <summary>An upload that was broken off goes on where it was: what the service acknowledged is not sent again.</summary>
public class ResumeTests : ClientTest
{
    private const int Block = 4 * 1024 * 1024;
    private readonly List<UploadSession> _kept = [];

    [Fact]
    public async Task Blocks_tell_their_session_before_the_first_and_after_each_one()
    {
        Server.Answers(Begun("t"), Reply.NoContent, Reply.NoContent, Committed((2 * Block) - 1));
        await BlocksAsync((2 * Block) - 1, null);
        Assert.Equal([new("t", Block, 0), new("t", Block, Block), new("t", Block, (2 * Block) - 1)], _kept);
        JsonElement begin = Server.Seen[0].Json();
        Assert.Equal(("new_scan", "a.dcm"), (begin.GetProperty("FileAttributeName").GetString(), begin.GetProperty("FileName").GetString()));
        Assert.Equal(
            ("Microsoft.Dynamics.CRM.new_scans", Id),
            (begin.GetProperty("Target").GetProperty("@odata.type").GetString(), begin.GetProperty("Target").GetProperty("new_scansid").GetGuid()));
        Assert.Equal("application/dicom", Server.Seen[3].Json().GetProperty("MimeType").GetString());
    }

    [Fact]
    public async Task Blocks_go_on_behind_the_last_acknowledged_one_and_all_are_committed()
    {
        Server.Answers(Reply.NoContent, Committed(Block + 10));
        Assert.Equal(Block + 10, await BlocksAsync(Block + 10, new UploadSession("t", Block, Block)));
        JsonElement second = Server.Seen[0].Json();
        Assert.Equal(
            Enumerable.Range(Block, 10).Select(i => PatternStream.At(i)), second.GetProperty("BlockData").GetBytesFromBase64());
        string[] committed = [.. Server.Seen[1].Json().GetProperty("BlockList").EnumerateArray().Select(b => b.GetString()!)];
        Assert.Equal((2, second.GetProperty("BlockId").GetString()), (committed.Length, committed[^1]));
    }

    [Fact]
    public async Task Blocks_begin_anew_at_once_when_the_service_no_longer_knows_the_session()
    {
        Server.Answers(Reply.Error(400, "0x80048d19"), Begun("new"), Reply.NoContent, Committed(10));
        Assert.Equal(10, await BlocksAsync(10, new UploadSession("old", Block, 0)));
        Assert.Equal(["new", "new"], _kept.Select(s => s.Token));
        Assert.Empty(Clock.Waits);
    }

    [Fact]
    public async Task Blocks_acknowledged_before_a_failure_that_lasts_are_not_sent_again()
    {
        Server.Answers([Begun("t"), Reply.NoContent, .. Enumerable.Repeat(Reply.Drop, 6), Reply.NoContent, Committed(Block + 1)]);
        await BlocksAsync(Block + 1, null);
        Assert.Equal(1, Server.Seen.Count(seen => seen.Body.Length > Block));
        Assert.Single(_kept.Select(s => s.Token).Distinct());
    }

    [Fact]
    public async Task Chunks_go_on_behind_the_last_acknowledged_one()
    {
        Server.Answers(Reply.With(206, string.Empty), Reply.NoContent);
        await ChunksAsync(new UploadSession(Location, 100_000, 100_000));
        Assert.Equal(["bytes 100000-199999/250000", "bytes 200000-249999/250000"], Server.Seen.Select(seen => seen.Header("Content-Range")));
    }

    [Fact]
    public async Task Chunks_begin_anew_when_the_service_no_longer_knows_the_session()
    {
        Reply session = Reply.With(200, string.Empty, $"Location: {Location}2", "x-ms-chunk-size: 200000");
        Server.Answers(Reply.Error(404, "0x80040217"), session, Reply.With(206, string.Empty), Reply.NoContent);
        await ChunksAsync(new UploadSession(Location, 100_000, 100_000));
        Assert.Equal(["bytes 0-199999/250000", "bytes 200000-249999/250000"], Server.Seen.Skip(2).Select(seen => seen.Header("Content-Range")));
    }

    [Fact]
    public async Task A_file_that_is_refused_while_an_upload_goes_on_is_final()
    {
        Server.Answers(Reply.Error(400, "0x80044a02"));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(() => BlocksAsync(10, new UploadSession("t", Block, 0)));
        Assert.Equal((DataverseErrorCodes.AttachmentTooLarge, 1), (e.Code, Server.Seen.Count));
    }

    [Fact]
    public async Task A_small_note_goes_in_one_request_to_a_note_that_is_there()
    {
        Server.Answers(Reply.NoContent);
        PatternStream file = new(100_001);
        FileUploadOptions single = new() { Transfer = FileTransfer.Single };
        Assert.Equal(100_001, await Client.UploadAnnotationAsync(Id, "iğne.png", "image/png", file, single, CancellationToken.None));
        Assert.Equal(("PATCH", "*"), (Only.Method, Only.Header("If-Match")));
        JsonElement body = Only.Json();
        Assert.Equal(
            (true, "iğne.png", "image/png"),
            (body.GetProperty("isdocument").GetBoolean(), body.GetProperty("filename").GetString(), body.GetProperty("mimetype").GetString()));
        Assert.Equal(Enumerable.Range(0, 100_001).Select(i => PatternStream.At(i)), body.GetProperty("documentbody").GetBytesFromBase64());
        Assert.InRange(file.LargestRead, 1, 128 * 1024);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(200_000)]
    public async Task A_note_is_downloaded_as_bytes(int length)
    {
        byte[] file = [.. Enumerable.Range(0, length).Select(i => PatternStream.At(i))];
        Server.Answers(Reply.With(200, Convert.ToBase64String(file), "Content-Type: text/plain"));
        await using DataverseFile? found = await Client.DownloadAnnotationAsync(Id, CancellationToken.None);
        using MemoryStream bytes = new();
        await found!.Content.CopyToAsync(bytes, 1000, CancellationToken.None);
        Assert.Equal(file, bytes.ToArray());
    }

    private string Location => $"{Server.Url}api/data/v9.2/accounts({Reply.Id})/new_scan?sessiontoken=t1";

    private static Reply Begun(string token) => Reply.Json($$"""{"FileContinuationToken":"{{token}}"}""");

    private static Reply Committed(int size) => Reply.Json($$"""{"FileId":"{{Reply.Id}}","FileSizeInBytes":{{size}}}""");

    private FileUploadOptions Options(UploadSession? resume) =>
        new() { Transfer = FileTransfer.Chunked, Resume = resume, Acknowledged = _kept.Add };

    private Task<long> BlocksAsync(int length, UploadSession? resume) => Client.UploadFileBlocksAsync(
        new RowAddress("new_scans", "new_scansid", Id), "new_scan", "a.dcm", "application/dicom", new PatternStream(length), Options(resume), CancellationToken.None);

    private Task ChunksAsync(UploadSession resume) =>
        Client.UploadFileAsync("accounts", Id, "new_scan", "a.pdf", new PatternStream(250_000), Options(resume), CancellationToken.None);
}
