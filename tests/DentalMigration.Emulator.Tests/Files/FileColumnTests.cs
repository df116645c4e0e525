using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Files;

/// <summary>File and image columns: the three ways up, the ways down, limits and removal.</summary>
public sealed class FileColumnTests : DataverseTest
{
    private const string Source = "PD:file-column-data.md";
    private static readonly byte[] Content = [.. Enumerable.Range(0, 5_000).Select(i => (byte)(i * 31))];

    private async Task<string> Place(string extra = "")
    {
        await Post("EntityDefinitions(LogicalName='account')/Attributes", Definitions.Column("File", "new_Scan", extra));
        Guid id = await Create("accounts", """{"name":"A"}""");
        return $"accounts({id})";
    }

    private async Task<byte[]> Download(string url) => await (await Get(url)).Message.Content.ReadAsByteArrayAsync();

    [Fact]
    [Documented(Source, "One PATCH with bytes and x-ms-file-name uploads a file; $value downloads it with its name, size and type")]
    public async Task Single_request_upload_and_download()
    {
        string row = await Place();
        (await Bytes("PATCH", row + "/new_scan", Content, ("x-ms-file-name", "r%C3%B6ntgen.pdf"))).Is(204);
        Reply file = (await Get(row + "/new_scan/$value")).Is(200);
        Assert.Equal(Content, await Download(row + "/new_scan/$value"));
        Assert.Equal("5000", file.Header("x-ms-file-size"));
        Assert.Equal("r%C3%B6ntgen.pdf", file.Header("x-ms-file-name"));
        Assert.Equal("application/pdf", file.Header("mimetype"));
    }

    [Fact]
    [Documented(Source, "Reading the row gives the file's id and, in <column>_name, its name")]
    public async Task Row_shows_id_and_name()
    {
        string row = await Place();
        await Bytes("PATCH", row + "/new_scan?x-ms-file-name=a.pdf", Content);
        var json = (await Get(row + "?$select=new_scan,new_scan_name")).Is(200).Json;
        Assert.True(Guid.TryParse(json["new_scan"]!.ToString(), out _));
        Assert.Equal("a.pdf", json["new_scan_name"]!.ToString());
        Assert.Single((await Get("accounts?$filter=new_scan ne null")).Is(200).Value);
    }

    [Fact]
    [Documented(Source, "A file column cannot be set in the body of a create or update")]
    public async Task Body_does_not_set_files()
    {
        string row = await Place();
        await Patch(row, """{"new_scan":"AAAA","new_scan_name":"x"}""");
        Assert.Null((await Get(row + "?$select=new_scan")).Json["new_scan"]);
    }

    [Fact]
    [Documented(Source, "x-ms-transfer-mode: chunked answers 200 with Location and x-ms-chunk-size; chunks answer 206, the last 204")]
    public async Task Chunked_upload()
    {
        string row = await Place();
        Reply begun = (await Send("PATCH", row + "/new_scan?x-ms-file-name=25mb.pdf", null, ("x-ms-transfer-mode", "chunked"))).Is(200);
        Assert.Equal("4194304", begun.Header("x-ms-chunk-size"));
        Assert.Equal("bytes", begun.Header("Accept-Ranges"));
        string location = begun.Header("Location")!;
        (await Bytes("PATCH", location, Content[..3000], ("Content-Range", "bytes 0-2999/5000"), ("x-ms-file-name", "25mb.pdf"))).Is(206);
        Assert.Equal(204, (await Get(row + "/new_scan/$value")).Status);
        (await Bytes("PATCH", location, Content[3000..], ("Content-Range", "bytes 3000-4999/5000"), ("x-ms-file-name", "25mb.pdf"))).Is(204);
        Assert.Equal(Content, await Download(row + "/new_scan/$value"));
        (await Bytes("PATCH", location, Content, ("Content-Range", "bytes 0-4999/5000"))).Is(400);
    }

    [Theory]
    [InlineData("bytes 5-9/10")]
    [InlineData("bytes 0-9/10")]
    [InlineData("nonsense")]
    public async Task Chunk_that_does_not_continue_is_refused(string range)
    {
        string row = await Place();
        Reply begun = await Send("PATCH", row + "/new_scan?x-ms-file-name=a.pdf", null, ("x-ms-transfer-mode", "chunked"));
        (await Bytes("PATCH", begun.Header("Location")!, [1, 2, 3], ("Content-Range", range))).Is(400);
    }

    [Fact]
    [Documented(Source, "InitializeFileBlocksUpload, UploadBlock and CommitFileBlocksUpload join the blocks in the order of the list")]
    public async Task Block_upload_and_download()
    {
        string row = await Place();
        string target = $$"""{"accountid":"{{row[9..^1]}}","@odata.type":"Microsoft.Dynamics.CRM.account"}""";
        var begun = (await Post("InitializeFileBlocksUpload", $$"""{"Target":{{target}},"FileName":"x.txt","FileAttributeName":"new_scan"}""")).Is(200).Json;
        string token = begun["FileContinuationToken"]!.ToString();
        (await Post("UploadBlock", $$"""{"BlockId":"QkI=","BlockData":"{{Convert.ToBase64String(Content[2000..])}}","FileContinuationToken":"{{token}}"}""")).Is(204);
        (await Post("UploadBlock", $$"""{"BlockId":"QUE=","BlockData":"{{Convert.ToBase64String(Content[..2000])}}","FileContinuationToken":"{{token}}"}""")).Is(204);
        var done = (await Post("CommitFileBlocksUpload",
            $$"""{"FileName":"x.txt","MimeType":"text/plain","BlockList":["QUE=","QkI="],"FileContinuationToken":"{{token}}"}""")).Is(200).Json;
        Assert.Equal(5000, done["FileSizeInBytes"]!.GetValue<long>());
        Assert.Equal(Content, await Download(row + "/new_scan/$value"));

        var down = (await Post("InitializeFileBlocksDownload", $$"""{"Target":{{target}},"FileAttributeName":"new_scan"}""")).Is(200).Json;
        Assert.Equal("x.txt", down["FileName"]!.ToString());
        Assert.True(down["IsChunkingSupported"]!.GetValue<bool>());
        var block = (await Post("DownloadBlock", $$"""{"Offset":4000,"BlockLength":4194304,"FileContinuationToken":"{{down["FileContinuationToken"]}}"}""")).Is(200).Json;
        Assert.Equal(Content[4000..], Convert.FromBase64String(block["Data"]!.ToString()));

        (await Post("DeleteFile", $$"""{"FileId":"{{done["FileId"]}}"}""")).Is(204);
        (await Get(row + "/new_scan/$value")).Is(204);
    }

    [Fact]
    [Documented(Source, "Range: bytes=a-b answers 206 with that part and the whole size")]
    public async Task Range_download()
    {
        string row = await Place();
        await Bytes("PATCH", row + "/new_scan?x-ms-file-name=a.bin", Content);
        Reply part = (await Get(row + "/new_scan/$value", ("Range", "bytes=100-199"))).Is(206);
        Assert.Equal(Content[100..200], await part.Message.Content.ReadAsByteArrayAsync());
        Assert.Equal("5000", part.Header("x-ms-file-size"));
        Assert.Equal("bytes 100-199/5000", part.Header("Content-Range"));
        (await Get(row + "/new_scan/$value", ("Range", "bytes=5000-"))).Is(416);
    }

    [Fact]
    [Documented(Source, "A file larger than MaxSizeInKB is refused with 0x80044a02, in every way of uploading")]
    public async Task Too_large()
    {
        string row = await Place(""","MaxSizeInKB":4""");
        string before = await Digest(exact: true);
        (await Bytes("PATCH", row + "/new_scan?x-ms-file-name=a.bin", Content)).Is(400, "0x80044a02");
        Reply begun = await Send("PATCH", row + "/new_scan?x-ms-file-name=a.bin", null, ("x-ms-transfer-mode", "chunked"));
        (await Bytes("PATCH", begun.Header("Location")!, Content, ("Content-Range", "bytes 0-4999/5000"))).Is(400, "0x80044a02");
        Assert.Equal(before, await Digest(exact: true));
    }

    [Theory]
    [InlineData("virus.exe")]
    [InlineData("SCRIPT.JS")]
    [Documented("PD:reference/entities/organization.md", "A file whose extension is in blockedattachments is refused with 0x80043e09")]
    public async Task Blocked_extension(string name) =>
        (await Bytes("PATCH", await Place() + "/new_scan", Content, ("x-ms-file-name", name))).Is(400, "0x80043e09");

    [Theory]
    [InlineData("")]
    [InlineData("a%0D%0AX-Injected:1.txt")]
    [InlineData("..%2Fa.txt")]
    public async Task Names_that_are_none_are_refused(string name) =>
        (await Bytes("PATCH", await Place() + "/new_scan?x-ms-file-name=" + name, Content)).Is(400);

    [Fact]
    [Documented(Source, "DELETE of the column removes the file")]
    public async Task Delete_column_value()
    {
        string row = await Place();
        string empty = await Digest();
        await Bytes("PATCH", row + "/new_scan?x-ms-file-name=a.bin", Content);
        Assert.NotEqual(empty, await Digest());
        (await Delete(row + "/new_scan")).Is(204);
        Assert.Equal(empty, await Digest());
        (await Get(row + "/new_scan")).Is(204);
    }

    [Fact]
    public async Task File_survives_reopening_and_counts_in_the_digest_by_content()
    {
        string row = await Place();
        await Bytes("PATCH", row + "/new_scan?x-ms-file-name=a.bin", Content);
        string digest = await Digest();
        Reopen();
        Assert.Equal(digest, await Digest());
        await Bytes("PATCH", row + "/new_scan?x-ms-file-name=a.bin", Content);
        Assert.Equal(digest, await Digest());
        await Bytes("PATCH", row + "/new_scan?x-ms-file-name=a.bin", Content[1..]);
        Assert.NotEqual(digest, await Digest());
    }

    [Fact]
    public async Task File_goes_with_its_row()
    {
        string row = await Place();
        await Bytes("PATCH", row + "/new_scan?x-ms-file-name=a.bin", Content);
        Guid file = Guid.Parse((await Get(row + "?$select=new_scan")).Json["new_scan"]!.ToString());
        (await Delete(row)).Is(204);
        (await Post("DeleteFile", $$"""{"FileId":"{{file}}"}""")).Is(404);
    }

    [Fact]
    [Documented("PD:image-column-data.md", "Image columns take base64 in a create, and the same uploads as files")]
    public async Task Image_both_ways()
    {
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3];
        Guid id = await Create("contacts", $$"""{"lastname":"A","entityimage":"{{Convert.ToBase64String(png)}}"}""");
        Assert.Equal(png, await Download($"contacts({id})/entityimage/$value?size=full"));
        (await Bytes("PATCH", $"contacts({id})/entityimage", [.. png, 9], ("x-ms-file-name", "face.png"))).Is(204);
        Assert.Equal(Convert.ToBase64String([.. png, 9]), (await Row("contacts", id, "entityimage"))["entityimage"]!.ToString());
        (await Delete($"contacts({id})/entityimage")).Is(204);
        Assert.Null((await Row("contacts", id, "entityimage"))["entityimage"]);
    }

    [Fact]
    public async Task Upload_to_a_row_that_is_not_there_is_404()
    {
        await Place();
        (await Bytes("PATCH", $"accounts({Guid.NewGuid()})/new_scan?x-ms-file-name=a.bin", Content)).Is(404, "0x80040217");
    }
}
