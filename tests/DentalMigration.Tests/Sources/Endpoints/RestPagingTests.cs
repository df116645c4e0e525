using DentalMigration.Sources.Profiles;
using DentalMigration.Sources.Rest;
using Microsoft.AspNetCore.Http;

namespace DentalMigration.Tests.Sources.Endpoints;

public class RestPagingTests
{
    private const int All = 23;

    public static TheoryData<ProfilePaging, string?, Func<HttpContext, Task>> Kinds => new()
    {
        { new ProfilePaging(PagingKind.None), null, c => RestServer.JsonAsync(c, RestServer.Page(1, All)) },

        // The server gives five at a time whatever is asked for, so a short page is not the last.
        { new ProfilePaging(PagingKind.Page, "page", "per_page", 10), "/data", c => Wrapped(c, (Number(c, "page") - 1) * 5) },
        { new ProfilePaging(PagingKind.Page, "page", First: 0), "/data", c => Wrapped(c, Number(c, "page") * 5) },
        { new ProfilePaging(PagingKind.Offset, "start", "limit", 10), "/data", c => Wrapped(c, Number(c, "start")) },
        { new ProfilePaging(PagingKind.Cursor, "after", Next: "/meta/next"), "/data", c => Wrapped(c, Number(c, "after")) },
        {
            new ProfilePaging(PagingKind.Link), null, c =>
            {
                int from = Number(c, "from");
                c.Response.Headers.Append("Link", "</api/patients?from=0>; rel=\"first\"");
                if (from + 5 < All)
                {
                    c.Response.Headers.Append("Link", $"<?from={from + 5}>; title=\"a, b\"; rel=\"last next\"");
                }

                return RestServer.JsonAsync(c, RestServer.Page(from + 1, Math.Min(5, All - from)));
            }
        },
        {
            new ProfilePaging(PagingKind.Link, Next: "/links/next~0/href"), "/data", c =>
            {
                int from = Number(c, "from");
                string next = from + 5 < All ? $"\"{c.Request.Scheme}://{c.Request.Host}/api/patients?from={from + 5}\"" : "null";
                return RestServer.JsonAsync(c, $$"""{"links": {"self": {"href": "x"}, "next~": {"href": {{next}} } }, "data": {{RestServer.Page(from + 1, Math.Min(5, All - from))}} }""");
            }
        },
    };

    [Theory]
    [MemberData(nameof(Kinds), DisableDiscoveryEnumeration = true)]
    public async Task Every_record_of_every_page_is_read_once(ProfilePaging paging, string? items, Func<HttpContext, Task> answer)
    {
        await using RestServer server = await RestServer.PatientsAsync(answer);
        using RestSource source = await server.OpenAsync(new ProfileObject("patient", Path: "patients", Items: items, Paging: paging));

        Assert.Empty(source.Faults);
        Assert.Equal(Enumerable.Range(1, All).Select(i => $"{i}"), (await RestServer.ReadAsync(source)).Select(p => p.Key));
        Assert.Equal("patients:23", (await RestServer.ReadAsync(source))[^1].Position.ToString());
    }

    [Fact]
    public async Task A_server_that_ignores_the_page_is_found_out()
    {
        await using RestServer server = await RestServer.PatientsAsync(c => RestServer.JsonAsync(c, RestServer.Page(1, 3)));
        MigrationException e = await Assert.ThrowsAsync<MigrationException>(() =>
            server.OpenAsync(new ProfileObject("patient", Path: "patients", Paging: new ProfilePaging(PagingKind.Page, "page"))));
        Assert.Equal("SourcePagingStuck", e.Code);
    }

    [Fact]
    public async Task A_link_to_another_server_is_not_followed()
    {
        await using RestServer server = await RestServer.PatientsAsync(c =>
        {
            c.Response.Headers.Link = "<https://elsewhere.example/patients?page=2>; rel=next";
            return RestServer.JsonAsync(c, RestServer.Page(1, 3));
        });
        MigrationException e = await Assert.ThrowsAsync<MigrationException>(() =>
            server.OpenAsync(new ProfileObject("patient", Path: "patients", Paging: new ProfilePaging(PagingKind.Link))));
        Assert.Equal("SourceLinkOutside", e.Code);
    }

    private static int Number(HttpContext context, string name) => int.TryParse(context.Request.Query[name], out int number) ? number : 0;

    private static Task Wrapped(HttpContext context, int from)
    {
        string next = from + 5 < All ? $"{from + 5}" : "null";
        return RestServer.JsonAsync(context, $$"""{"total": {{All}}, "data": {{RestServer.Page(from + 1, Math.Min(5, All - from))}}, "meta": {"next": {{next}}, "data": [1, {"x": []}]} }""");
    }
}
