using System.Text.Json;
using DentalMigration.Dataverse;

namespace DentalMigration.Tests.Dataverse;

public class FileTransferTests : EmbeddedClientTest
{
    [Theory]
    [InlineData(FileTransfer.Single, 100_000)]
    [InlineData(FileTransfer.Chunked, 100_000)]
    [InlineData(FileTransfer.Automatic, (9 * 1024 * 1024) + 1)]
    [InlineData(FileTransfer.Automatic, 0)]
    public async Task A_file_comes_back_as_it_went_with_its_name(FileTransfer transfer, int size)
    {
        Guid id = await CreateRowWithColumnAsync();
        byte[] file = Pattern(size);
        const string Name = "İğne & röntgen+1.png";
        await Client.UploadFileAsync(
            "new_plans", id, "new_scan", Name, new MemoryStream(file), new FileUploadOptions { Transfer = transfer }, Stop);

        await using DataverseFile found = (await Client.DownloadFileAsync("new_plans", id, "new_scan", null, Stop))!;
        Assert.Equal((Name, size), (found.Name, found.Size));
        Assert.Equal(file, await BytesAsync(found));
    }

    [Fact]
    public async Task Uploads_whose_answers_get_lost_end_in_the_same_state()
    {
        Guid id = await CreateRowWithColumnAsync();
        byte[] file = Pattern((8 * 1024 * 1024) + 1);
        int sent = Network.Count;
        Network.Loses = (_, count) => count - sent is 0 or 2 or 7;
        await Client.UploadFileAsync("new_plans", id, "new_scan", "a.bin", new MemoryStream(file), null, Stop);
        await using DataverseFile found = (await Client.DownloadFileAsync("new_plans", id, "new_scan", null, Stop))!;
        Assert.Equal(file, await BytesAsync(found));

        Guid note = await Client.CreateAsync("annotations", Row("""{"subject":"X-ray"}"""), null, Stop);
        sent = Network.Count;
        Network.Loses = (_, count) => count - sent is 1 or 3;
        await Client.UploadAnnotationAsync(note, "a.bin", "application/octet-stream", new MemoryStream(file, 0, 1_000_000), null, Stop);
        JsonElement row = (await Client.RetrieveAsync("annotations", note, "documentbody", Stop))!.Value;
        Assert.Equal(file[..1_000_000], row.GetProperty("documentbody").GetBytesFromBase64());
        Assert.Equal(1, await Client.CountAsync("annotations", null, Stop));
    }

    [Fact]
    public async Task A_part_of_a_file_is_read_by_its_place()
    {
        Guid id = await CreateRowWithColumnAsync();
        byte[] file = Pattern(10_000);
        await Client.UploadFileAsync("new_plans", id, "new_scan", "a.bin", new MemoryStream(file), null, Stop);
        FileDownloadOptions part = new() { Offset = 1_000, Length = 2_500 };
        await using DataverseFile found = (await Client.DownloadFileAsync("new_plans", id, "new_scan", part, Stop))!;
        Assert.Equal(file[1_000..3_500], await BytesAsync(found));
        Assert.Equal(10_000, found.Size);
    }

    [Fact]
    public async Task A_file_that_was_deleted_is_gone()
    {
        Guid id = await CreateRowWithColumnAsync();
        await Client.UploadFileAsync("new_plans", id, "new_scan", "a.bin", new MemoryStream([1]), null, Stop);
        await Client.DeleteFileAsync("new_plans", id, "new_scan", null, Stop);
        Assert.Null(await Client.DownloadFileAsync("new_plans", id, "new_scan", null, Stop));
    }

    [Fact]
    public async Task A_file_larger_than_its_column_takes_is_refused_by_code()
    {
        Guid id = await CreateRowWithColumnAsync(maxSizeInKB: 8);
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(
            () => Client.UploadFileAsync("new_plans", id, "new_scan", "a.bin", new MemoryStream(Pattern(9_000)), null, Stop));
        Assert.Equal((DataverseErrorCodes.AttachmentTooLarge, false), (e.Code, e.IsInDoubt));
    }

    [Fact]
    public async Task A_large_note_goes_in_blocks()
    {
        Guid note = await Client.CreateAsync("annotations", Row("""{"subject":"X-ray"}"""), null, Stop);
        byte[] file = Pattern(3_500_000);
        Assert.Equal(file.Length, await Client.UploadAnnotationAsync(note, "röntgen.png", "image/png", new MemoryStream(file), null, Stop));
        JsonElement row = (await Client.RetrieveAsync("annotations", note, "documentbody,filename,mimetype,filesize", Stop))!.Value;
        Assert.Equal(file, row.GetProperty("documentbody").GetBytesFromBase64());
        Assert.Equal(("röntgen.png", "image/png"), (row.GetProperty("filename").GetString(), row.GetProperty("mimetype").GetString()));
    }

    private async Task<Guid> CreateRowWithColumnAsync(int maxSizeInKB = 20_000)
    {
        await CreatePlanAsync();
        FileColumn column = new() { SchemaName = "new_Scan", DisplayName = "Scan", MaxSizeInKB = maxSizeInKB };
        await Client.Metadata.CreateColumnAsync("new_plan", column, Stop);
        return await Client.CreateAsync("new_plans", Row("""{"new_name":"P"}"""), null, Stop);
    }

    private static byte[] Pattern(int size) => [.. Enumerable.Range(0, size).Select(i => (byte)((i * 31) ^ (i >> 13)))];

    private static async Task<byte[]> BytesAsync(DataverseFile file)
    {
        using MemoryStream copy = new();
        await file.Content.CopyToAsync(copy, Stop);
        return copy.ToArray();
    }
}
