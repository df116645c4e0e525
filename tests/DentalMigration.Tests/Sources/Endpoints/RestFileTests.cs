using DentalMigration.Sources;
using DentalMigration.Sources.Profiles;
using DentalMigration.Sources.Rest;
using Microsoft.AspNetCore.Http;

namespace DentalMigration.Tests.Sources.Endpoints;

public class RestFileTests
{
    [Theory]
    [InlineData("files/1 a.jpg", null)]
    [InlineData("\\files\\1 a.jpg", null)]
    [InlineData("1 a.jpg", "files/{reference}")]
    [InlineData("{base}/files/1%20a.jpg", null)]
    [InlineData("moved", null)]
    public async Task A_file_is_fetched_within_the_endpoint_with_its_credentials(string reference, string? path)
    {
        await using RestServer server = await StartAsync();
        using RestSource source = await server.OpenAsync(signIn: RestSignIn.Bearer(RestServer.Secret("t")), files: new ProfileFiles(Path: path));

        await using SourceAttachment file = await source.OpenAttachmentAsync(
            "document", reference.Replace("{base}", server.Url.ToString()), TestContext.Current.CancellationToken);
        var copy = new MemoryStream();
        await file.Content.CopyToAsync(copy, TestContext.Current.CancellationToken);

        Assert.Equal(3, file.Length);
        Assert.Equal([1, 2, 3], copy.ToArray());
    }

    [Theory]
    [InlineData("../secret", "AttachmentOutside")]
    [InlineData("https://elsewhere.example/1.jpg", "AttachmentOutside")]
    [InlineData("\\\\elsewhere.example\\1.jpg", "AttachmentMissing")]
    [InlineData("C:\\xray\\1.jpg", "AttachmentOutside")]
    [InlineData("lured", "AttachmentOutside")]
    [InlineData("files/none.jpg", "AttachmentMissing")]
    [InlineData("forbidden", "AttachmentUnreadable")]
    public async Task A_file_elsewhere_or_not_there_is_refused(string reference, string code)
    {
        await using RestServer server = await StartAsync();
        using RestSource source = await server.OpenAsync();

        MigrationException e = await Assert.ThrowsAsync<MigrationException>(() =>
            source.OpenAttachmentAsync("document", reference, TestContext.Current.CancellationToken));
        Assert.Equal(code, e.Code);
    }

    [Fact]
    public async Task Another_host_the_profile_trusts_is_asked_without_credentials()
    {
        string? credentials = "not asked";
        await using RestServer other = await RestServer.StartAsync(c =>
        {
            credentials = c.Request.Headers.Authorization;
            return c.Response.WriteAsync("abc");
        });
        await using RestServer server = await StartAsync();
        using RestSource source = await server.OpenAsync(signIn: RestSignIn.Bearer(RestServer.Secret("t")), files: new ProfileFiles(Hosts: ["127.0.0.1"]));

        await using SourceAttachment file = await source.OpenAttachmentAsync("document", new Uri(other.Url, "/x.bin").ToString(), TestContext.Current.CancellationToken);

        Assert.True(string.IsNullOrEmpty(credentials));
        Assert.Equal("abc", await new StreamReader(file.Content).ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private static Task<RestServer> StartAsync() => RestServer.StartAsync(async c =>
    {
        switch (c.Request.Path.Value)
        {
            case "/api/files/1 a.jpg":
                c.Response.ContentLength = 3;
                await c.Response.Body.WriteAsync(new byte[] { 1, 2, 3 });
                break;
            case "/api/moved":
                c.Response.Redirect("/api/files/1%20a.jpg");
                break;
            case "/api/lured":
                c.Response.Redirect("https://elsewhere.example/collect");
                break;
            case "/api/forbidden":
                c.Response.StatusCode = 403;
                break;
            case "/api/patients" or "/api/clinics" or "/api/dentists":
                await RestServer.JsonAsync(c, """[{"Patient ID": 1, "First Name": "A", "Last Name": "B", "Clinic ID": "K1", "Clinic Name": "Ege", "Provider ID": 1}]""");
                break;
            default:
                c.Response.StatusCode = 404;
                break;
        }
    });
}
