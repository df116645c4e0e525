using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Files;

/// <summary>Uploads to file and image columns (powerapps-docs, file-column-data.md).</summary>
public class UploadTests : ClientTest
{
    private const int Chunk = 100_000;
    private const string Column = "/api/data/v9.2/accounts(11111111-2222-3333-4444-555555555555)/new_scan";

    [Fact]
    public async Task A_small_file_goes_in_one_request_from_where_the_stream_stands()
    {
        Server.Answers(Reply.NoContent);
        await UploadAsync(new MemoryStream([9, 1, 2, 3]) { Position = 1 }, "Röntgen 1.png", null);
        Assert.Equal(("PATCH", Column + "?x-ms-file-name=R%C3%B6ntgen%201.png"), (Only.Method, Only.Target));
        Assert.Equal([1, 2, 3], Only.Bytes);
        Assert.Equal("application/octet-stream", Only.Header("Content-Type"));
    }

    [Fact]
    public async Task A_large_file_goes_in_chunks_of_the_size_the_service_names()
    {
        Server.Answers(Session(), Part, Part, Reply.NoContent);
        PatternStream file = new(250_000);
        List<long> progress = [];
        await UploadAsync(file, "a.pdf", new FileUploadOptions { Transfer = FileTransfer.Chunked, Progress = new Sink(progress) });
        Seen begin = Server.Seen[0];
        Assert.Equal(("chunked", "0"), (begin.Header("x-ms-transfer-mode"), begin.Header("Content-Length")));
        Assert.Equal(Column + "?x-ms-file-name=a.pdf", begin.Target);
        Assert.Equal(
            ["bytes 0-99999/250000", "bytes 100000-199999/250000", "bytes 200000-249999/250000"],
            Server.Seen.Skip(1).Select(seen => seen.Header("Content-Range")));
        Assert.All(
            Server.Seen.Skip(1), seen => Assert.Equal((Column + "?sessiontoken=t1", "a.pdf"), (seen.Target, seen.Header("x-ms-file-name"))));
        AssertPattern(250_000, Server.Seen.Skip(1));
        Assert.Equal((250_000, true), (progress[^1], progress.SequenceEqual(progress.Order())));
        Assert.InRange(file.LargestRead, 1, 128 * 1024);
    }

    [Fact]
    public async Task A_name_beyond_ASCII_stands_in_the_address_of_each_chunk()
    {
        Server.Answers(Session(), Reply.NoContent);
        await UploadAsync(new PatternStream(10), "İğne&röntgen.png", new FileUploadOptions { Transfer = FileTransfer.Chunked });
        const string Name = "x-ms-file-name=%C4%B0%C4%9Fne%26r%C3%B6ntgen.png";
        Assert.Equal([$"{Column}?{Name}", $"{Column}?sessiontoken=t1&{Name}"], Server.Seen.Select(seen => seen.Target));
        Assert.All(Server.Seen, seen => Assert.Null(seen.Header("x-ms-file-name")));
    }

    [Fact]
    public async Task Files_beyond_4_MiB_are_chunked_by_themselves()
    {
        Server.Answers(Reply.With(200, string.Empty, $"Location: {Server.Url}api/data/v9.2/x?sessiontoken=t"), Part, Reply.NoContent);
        await UploadAsync(new PatternStream((4 * 1024 * 1024) + 1), "a.pdf", null);
        Assert.Equal(
            ["bytes 0-4194303/4194305", "bytes 4194304-4194304/4194305"], Server.Seen.Skip(1).Select(seen => seen.Header("Content-Range")));
    }

    [Fact]
    public async Task An_empty_file_is_one_request()
    {
        Server.Answers(Reply.NoContent);
        await UploadAsync(new MemoryStream(), "a.txt", new FileUploadOptions { Transfer = FileTransfer.Chunked });
        Assert.Equal((0, null), (Only.Bytes.Length, Only.Header("x-ms-transfer-mode")));
    }

    [Fact]
    public async Task A_chunk_whose_answer_is_lost_or_refused_for_now_is_sent_again()
    {
        Server.Answers(Session(), Part, Reply.Drop, Reply.Throttled("Retry-After: 3"), Reply.With(503, "busy"), Part, Reply.NoContent);
        await UploadAsync(new PatternStream(250_000), "a.pdf", new FileUploadOptions { Transfer = FileTransfer.Chunked });
        Assert.Equal(
            ["0-99999", "100000-199999", "100000-199999", "100000-199999", "100000-199999", "200000-249999"],
            Server.Seen.Skip(1).Select(seen => seen.Header("Content-Range")!["bytes ".Length..^"/250000".Length]));
        Assert.All(Server.Seen.Skip(2).Take(4), seen => Assert.Equal(Server.Seen[2].Bytes, seen.Bytes));
        Assert.Contains(TimeSpan.FromSeconds(3), Clock.Waits);
    }

    [Fact]
    public async Task A_last_chunk_refused_after_its_answer_was_lost_begins_the_upload_anew()
    {
        Server.Answers(Session("t1"), Part, Reply.Drop, Reply.Error(404, "0x80040217"), Session("t2"), Part, Reply.NoContent);
        await UploadAsync(new PatternStream(150_000), "a.pdf", new FileUploadOptions { Transfer = FileTransfer.Chunked });
        Assert.EndsWith("?sessiontoken=t2", Server.Seen[^1].Target, StringComparison.Ordinal);
        AssertPattern(150_000, Server.Seen.Skip(5));
    }

    [Fact]
    public async Task A_refusal_of_the_file_is_final()
    {
        Server.Answers(Session(), Reply.Drop, Reply.Error(400, "0x80044a02"));
        DataverseException e = await FailsAsync(new PatternStream(10), new FileUploadOptions { Transfer = FileTransfer.Chunked });
        Assert.Equal((DataverseErrorCodes.AttachmentTooLarge, 3), (e.Code, Server.Seen.Count));
    }

    [Fact]
    public async Task A_refusal_of_a_chunk_sent_once_is_final()
    {
        Server.Answers(Session(), Reply.Error(400, "0x80040216"));
        await FailsAsync(new PatternStream(10), new FileUploadOptions { Transfer = FileTransfer.Chunked });
        Assert.Equal(2, Server.Seen.Count);
    }

    [Fact]
    public async Task An_upload_that_keeps_failing_gives_up_in_doubt()
    {
        Server.Answers([.. Enumerable.Repeat(Reply.Drop, 18)]);
        DataverseException e = await FailsAsync(new PatternStream(10), null);
        Assert.Equal((DataverseErrorCodes.ConnectionLost, true, 18), (e.Code, e.IsInDoubt, Server.Seen.Count));
    }

    [Fact]
    public async Task A_single_request_that_is_refused_for_now_is_sent_again_whole()
    {
        Server.Answers(Reply.Throttled("Retry-After: 1"), Reply.Drop, Reply.NoContent);
        await UploadAsync(new PatternStream(200_000), "a.pdf", new FileUploadOptions { Transfer = FileTransfer.Single });
        Assert.All(Server.Seen, seen => AssertPattern(200_000, [seen]));
        Assert.Equal(3, Server.Seen.Count);
    }

    [Theory]
    [InlineData(FileTransfer.Single)]
    [InlineData(FileTransfer.Chunked)]
    public async Task A_file_that_cannot_be_read_is_an_error_of_this_side(FileTransfer transfer)
    {
        Server.Answers(Session(), Part, Part, Part);
        DataverseException e = await FailsAsync(
            new PatternStream(500_000) { FailsAt = 250_000 }, new FileUploadOptions { Transfer = transfer });
        Assert.Equal((DataverseErrorCodes.SourceUnreadable, false), (e.Code, e.IsTransient));
        Assert.IsType<IOException>(e.InnerException, exactMatch: false);
    }

    [Fact]
    public async Task A_session_elsewhere_is_refused()
    {
        Server.Answers(Reply.With(200, string.Empty, "Location: https://evil.example/?sessiontoken=1"));
        DataverseException e = await FailsAsync(new PatternStream(10), new FileUploadOptions { Transfer = FileTransfer.Chunked });
        Assert.Equal((DataverseErrorCodes.ForeignUrl, 1), (e.Code, Server.Seen.Count));
    }

    [Fact]
    public async Task Headers_of_writes_go_with_each_request()
    {
        Server.Answers(Session(), Reply.NoContent);
        WriteOptions write = new() { SuppressCallbacks = true, Tag = "t", IfMatch = "*" };
        await UploadAsync(new PatternStream(10), "a", new FileUploadOptions { Transfer = FileTransfer.Chunked, Write = write });
        Assert.All(Server.Seen, seen => Assert.Equal(
            ("true", null), (seen.Header("MSCRM.SuppressCallbackRegistrationExpanderJob"), seen.Header("If-Match"))));
    }

    [Fact]
    public async Task Cancelling_stops_the_upload()
    {
        Server.Answers(Session(), Reply.Silence);
        using CancellationTokenSource stop = new();
        Task upload = Client.UploadFileAsync(
            "accounts", Id, "new_scan", "a", new PatternStream(10), new FileUploadOptions { Transfer = FileTransfer.Chunked }, stop.Token);
        await Server.ArrivalAsync();
        await Server.ArrivalAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload);
    }

    [Fact]
    public async Task A_column_is_emptied()
    {
        Server.Answers(Reply.NoContent);
        await Client.DeleteFileAsync("accounts", Id, "new_scan", null, CancellationToken.None);
        Assert.Equal(("DELETE", Column), (Only.Method, Only.Target));
    }

    private static Reply Part => Reply.With(206, string.Empty);

    private Reply Session(string token = "t1") => Reply.With(
        200,
        string.Empty,
        $"Location: {Server.Url.GetLeftPart(UriPartial.Authority)}{Column}?sessiontoken={token}",
        $"x-ms-chunk-size: {Chunk}");

    private Task UploadAsync(Stream file, string name, FileUploadOptions? options) =>
        Client.UploadFileAsync("accounts", Id, "new_scan", name, file, options, CancellationToken.None);

    private Task<DataverseException> FailsAsync(Stream file, FileUploadOptions? options) =>
        Assert.ThrowsAsync<DataverseException>(() => UploadAsync(file, "a", options));

    private static void AssertPattern(int length, IEnumerable<Seen> chunks)
    {
        byte[] sent = [.. chunks.SelectMany(seen => seen.Bytes)];
        Assert.Equal(Enumerable.Range(0, length).Select(i => PatternStream.At(i)), sent);
    }

    private sealed class Sink(List<long> seen) : IProgress<long>
    {
        public void Report(long value) => seen.Add(value);
    }
}
