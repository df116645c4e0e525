using System.Text.Json;
using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Files;

/// <summary>Large bodies of annotations (powerapps-docs, attachment-annotation-files.md).</summary>
public class AnnotationTests : ClientTest
{
    private const int Block = 4 * 1024 * 1024;
    private static readonly Reply Begun = Reply.Json("""{"FileContinuationToken":"t\"1"}""");

    [Fact]
    public async Task A_file_goes_in_blocks_of_4_MiB_and_is_put_together_in_order()
    {
        Server.Answers(Begun, Reply.NoContent, Reply.NoContent, Committed(Block + 100));
        List<long> progress = [];
        PatternStream file = new(Block + 100);
        Assert.Equal(Block + 100, await UploadAsync(file, new FileUploadOptions { Progress = new Sink(progress) }));
        Assert.Equal(
            ["InitializeAnnotationBlocksUpload", "UploadBlock", "UploadBlock", "CommitAnnotationBlocksUpload"],
            Server.Seen.Select(seen => seen.Target["/api/data/v9.2/".Length..]));
        JsonElement target = Server.Seen[0].Json().GetProperty("Target");
        Assert.Equal(
            ("Microsoft.Dynamics.CRM.annotation", Id, "röntgen.png", "image/png"),
            (target.GetProperty("@odata.type").GetString(), target.GetProperty("annotationid").GetGuid(),
                target.GetProperty("filename").GetString(), target.GetProperty("mimetype").GetString()));
        byte[] sent = [.. Server.Seen.Skip(1).Take(2).SelectMany(seen => seen.Json().GetProperty("BlockData").GetBytesFromBase64())];
        Assert.True(sent.AsSpan().SequenceEqual(Enumerable.Range(0, Block + 100).Select(i => PatternStream.At(i)).ToArray()));
        Assert.InRange(file.LargestRead, 1, 128 * 1024);
        Assert.Equal(Block + 100, progress[^1]);

        JsonElement commit = Server.Seen[3].Json();
        string[] blocks = [.. Server.Seen.Skip(1).Take(2).Select(seen => seen.Json().GetProperty("BlockId").GetString()!)];
        Assert.Equal(blocks, commit.GetProperty("BlockList").EnumerateArray().Select(block => block.GetString()!));
        Assert.Equal((2, 1), (blocks.Distinct().Count(), blocks.Select(block => block.Length).Distinct().Count()));
        Assert.All(Server.Seen.Skip(1), seen => Assert.Equal("t\"1", seen.Json().GetProperty("FileContinuationToken").GetString()));
        Assert.Equal(Id, commit.GetProperty("Target").GetProperty("annotationid").GetGuid());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(49151)]
    [InlineData(49153)]
    public async Task Every_length_is_encoded_whole(int length)
    {
        Server.Answers(Begun, Reply.NoContent, Committed(length));
        await UploadAsync(new PatternStream(length), null);
        Assert.Equal(
            Enumerable.Range(0, length).Select(i => PatternStream.At(i)),
            Server.Seen[1].Json().GetProperty("BlockData").GetBytesFromBase64());
    }

    [Fact]
    public async Task A_block_whose_answer_is_lost_is_sent_again()
    {
        Server.Answers(Begun, Reply.Drop, Reply.NoContent, Committed(10));
        await UploadAsync(new PatternStream(10), null);
        Assert.Equal(Server.Seen[1].Body, Server.Seen[2].Body);
    }

    [Fact]
    public async Task A_commit_refused_after_its_answer_was_lost_begins_the_upload_anew()
    {
        Server.Answers(Begun, Reply.NoContent, Reply.Drop, Reply.Error(400, "0x80040216"), Begun, Reply.NoContent, Committed(10));
        Assert.Equal(10, await UploadAsync(new PatternStream(10), null));
    }

    [Theory]
    [InlineData("0x80044a02")]
    [InlineData("0x80043e09")]
    public async Task A_file_that_is_too_large_or_blocked_is_refused_once(string code)
    {
        Server.Answers(Begun, Reply.NoContent, Reply.Error(400, code));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(() => UploadAsync(new PatternStream(10), null));
        Assert.Equal((code, 3), (e.Code, Server.Seen.Count));
    }

    [Fact]
    public async Task A_session_without_a_token_is_an_error()
    {
        Server.Answers(Reply.Json("{}"));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(() => UploadAsync(new PatternStream(10), null));
        Assert.Equal(DataverseErrorCodes.InvalidResponse, e.Code);
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_refused()
    {
        using System.IO.Pipes.AnonymousPipeServerStream pipe = new();
        await Assert.ThrowsAsync<ArgumentException>(() => UploadAsync(pipe, null));
    }

    private static Reply Committed(int size) => Reply.Json($$"""{"AnnotationId":"{{Reply.Id}}","FileSizeInBytes":{{size}}}""");

    private Task<long> UploadAsync(Stream file, FileUploadOptions? options) =>
        Client.UploadAnnotationAsync(Id, "röntgen.png", "image/png", file, options, CancellationToken.None);

    private sealed class Sink(List<long> seen) : IProgress<long>
    {
        public void Report(long value) => seen.Add(value);
    }
}
