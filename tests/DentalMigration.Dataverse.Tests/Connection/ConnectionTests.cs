using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Connection;

public class ConnectionTests : ClientTest
{
    [Theory]
    [InlineData("http://contoso.crm4.dynamics.com")]
    [InlineData("ftp://contoso.crm4.dynamics.com")]
    [InlineData("http://10.0.0.5:5555")]
    public void An_address_that_would_send_secrets_in_the_clear_is_refused(string url)
    {
        DataverseException e = Assert.Throws<DataverseException>(() => new DataverseClient(new DataverseConnection { Url = new Uri(url) }));
        Assert.Equal(DataverseErrorCodes.InsecureUrl, e.Code);
        Assert.False(e.IsTransient);
    }

    [Theory]
    [InlineData("https://contoso.crm4.dynamics.com")]
    [InlineData("http://localhost:5555")]
    [InlineData("http://127.0.0.1:5555/some/path")]
    [InlineData("http://[::1]:5555")]
    public void Https_and_loopback_addresses_are_taken(string url)
    {
        using DataverseClient client = new(new DataverseConnection { Url = new Uri(url) });
        Assert.Equal(new Uri(url), client.Connection.Url);
    }

    [Fact]
    public async Task Who_am_I_names_the_user_and_the_organisation()
    {
        Server.Answers(Reply.Json($$"""{"BusinessUnitId":"{{Guid.Empty}}","UserId":"{{Id}}","OrganizationId":"{{Id}}"}""", "x-ms-dop-hint: 12"));
        Assert.Null(Client.DegreeOfParallelismHint);

        Assert.Equal(new WhoAmI(Id, Guid.Empty, Id), await Client.WhoAmIAsync(CancellationToken.None));

        Assert.Equal("/api/data/v9.2/WhoAmI", Only.Target);
        Assert.Equal(12, Client.DegreeOfParallelismHint);
    }

    [Fact]
    public async Task Every_request_states_the_protocol_and_no_null_precondition()
    {
        Server.Answers(Reply.Json("{}"));
        await Client.SendAsync(new DataverseRequest(HttpMethod.Get, "contacts"), CancellationToken.None);
        Assert.Equal("4.0", Only.Header("OData-Version"));
        Assert.Equal("4.0", Only.Header("OData-MaxVersion"));
        Assert.Equal("application/json", Only.Header("Accept"));
        Assert.Null(Only.Header("If-None-Match"));
        Assert.Null(Only.Header("Authorization"));
    }

    [Fact]
    public async Task A_chunked_answer_is_read_to_its_end()
    {
        Server.Answers(Reply.Raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n"));
        DataverseResponse response = await Client.SendAsync(new DataverseRequest(HttpMethod.Get, "x"), CancellationToken.None);
        Assert.Equal(1, response.Json().GetProperty("a").GetInt32());
    }

    [Fact]
    public async Task An_address_of_another_host_gets_nothing()
    {
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(
            () => Client.SendAsync(new DataverseRequest(HttpMethod.Get, "http://127.0.0.2/api/data/v9.2/x"), CancellationToken.None));
        Assert.Equal(DataverseErrorCodes.ForeignUrl, e.Code);
        Assert.Empty(Server.Seen);
    }

    [Fact]
    public async Task Cookies_of_the_service_are_not_sent_back()
    {
        Server.Answers(Reply.Json("{}", "Set-Cookie: ARRAffinity=abc"), Reply.Json("{}"));
        await Client.SendAsync(new DataverseRequest(HttpMethod.Get, "x"), CancellationToken.None);
        await Client.SendAsync(new DataverseRequest(HttpMethod.Get, "x"), CancellationToken.None);
        Assert.All(Server.Seen, seen => Assert.Null(seen.Header("Cookie")));
    }

    [Fact]
    public async Task A_handler_in_process_takes_the_place_of_sockets_and_outlives_the_client()
    {
        using InProcess handler = new();
        DataverseConnection connection = new() { Url = new Uri("http://localhost"), Handler = handler };
        for (int i = 0; i < 2; i++)
        {
            using DataverseClient client = new(connection);
            await client.CreateAsync("contacts", Row("""{"a":1}"""), null, CancellationToken.None);
        }
        Assert.Equal(["""{"a":1}""", """{"a":1}"""], handler.Bodies);
    }

    private sealed class InProcess : HttpMessageHandler
    {
        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            HttpResponseMessage response = new(System.Net.HttpStatusCode.NoContent);
            response.Headers.Add("OData-EntityId", $"http://localhost/api/data/v9.2/contacts({Reply.Id})");
            return response;
        }
    }
}
