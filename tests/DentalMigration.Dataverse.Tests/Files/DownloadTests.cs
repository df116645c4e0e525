using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Files;

/// <summary>Downloads from file and image columns (powerapps-docs, file-column-data.md).</summary>
public class DownloadTests : ClientTest
{
    private const string Value = "/api/data/v9.2/accounts(11111111-2222-3333-4444-555555555555)/new_scan/$value";

    [Fact]
    public async Task A_file_comes_with_its_name_size_and_type()
    {
        Server.Answers(Reply.With(200, "0123456789", "x-ms-file-name: a%C5%9F.png", "x-ms-file-size: 10", "mimetype: image/png"));
        await using DataverseFile file = (await OpenAsync(null))!;
        Assert.Equal(("aş.png", 10, "image/png"), (file.Name, file.Size, file.MimeType));
        Assert.Equal("0123456789", await TextAsync(file));
        Assert.Equal((Value, null), (Only.Target, Only.Header("Range")));
    }

    [Theory]
    [InlineData(206, "3456")]
    [InlineData(200, "0123456789")]
    public async Task A_part_of_it_is_asked_for_as_a_range_and_cut_out_where_the_service_sends_all(int status, string body)
    {
        Server.Answers(Reply.With(status, body, "x-ms-file-size: 10"));
        await using DataverseFile file = (await OpenAsync(new FileDownloadOptions { Offset = 3, Length = 4, FullImage = true }))!;
        Assert.Equal("3456", await TextAsync(file));
        Assert.Equal(("bytes=3-6", Value + "?size=full"), (Only.Header("Range"), Only.Target));
    }

    [Theory]
    [InlineData(206, "3456789")]
    [InlineData(200, "0123456789")]
    public async Task A_download_that_breaks_off_goes_on_from_there(int status, string rest)
    {
        Server.Answers(
            Reply.Raw("HTTP/1.1 200 OK\r\nx-ms-file-size: 10\r\nContent-Length: 10\r\n\r\n012", close: true),
            Reply.With(503, "busy"),
            Reply.With(status, rest, "x-ms-file-size: 10"));
        await using DataverseFile file = (await OpenAsync(null))!;
        Assert.Equal("0123456789", await TextAsync(file));
        Assert.Equal("bytes=3-", Server.Seen[2].Header("Range"));
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_is_an_error()
    {
        Server.Answers(
            Reply.Raw("HTTP/1.1 200 OK\r\nx-ms-file-size: 10\r\nContent-Length: 10\r\n\r\n012", close: true),
            Reply.With(206, "abcdef", "x-ms-file-size: 9"));
        await using DataverseFile file = (await OpenAsync(null))!;
        Assert.Equal(DataverseErrorCodes.InvalidResponse, (await Assert.ThrowsAsync<DataverseException>(() => TextAsync(file))).Code);
    }

    [Fact]
    public async Task A_download_that_does_not_get_on_fails()
    {
        Reply broken = Reply.Raw("HTTP/1.1 206 OK\r\nContent-Length: 10\r\n\r\n", close: true);
        Server.Answers([.. Enumerable.Repeat(broken, 20)]);
        await using DataverseFile file = (await OpenAsync(null))!;
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(() => TextAsync(file));
        Assert.Equal((DataverseErrorCodes.ConnectionLost, false, 6), (e.Code, e.IsInDoubt, Server.Seen.Count));
    }

    [Fact]
    public async Task A_column_without_a_file_or_a_missing_row_is_null()
    {
        Server.Answers(Reply.NoContent, Reply.Error(404, "0x80040217"), Reply.Error(404, "0x80060888"));
        Assert.Null(await OpenAsync(null));
        Assert.Null(await OpenAsync(null));
        await Assert.ThrowsAsync<DataverseException>(() => OpenAsync(null));
    }

    [Fact]
    public async Task An_empty_file_is_a_file()
    {
        Server.Answers(Reply.With(200, string.Empty, "x-ms-file-size: 0"));
        await using DataverseFile file = (await OpenAsync(null))!;
        Assert.Equal(string.Empty, await TextAsync(file));
    }

    private Task<DataverseFile?> OpenAsync(FileDownloadOptions? options) =>
        Client.DownloadFileAsync("accounts", Id, "new_scan", options, CancellationToken.None);

    private static async Task<string> TextAsync(DataverseFile file)
    {
        using StreamReader reader = new(file.Content, leaveOpen: true);
        return await reader.ReadToEndAsync();
    }
}
