using System.Text;
using Azure.Core;
using Azure.Identity;
using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Connection;

public class SignInTests : ClientTest
{
    private readonly FixedToken _tokens;

    public SignInTests()
    {
        _tokens = new FixedToken(() => Clock.GetUtcNow() + TimeSpan.FromHours(1));
        Credential = _tokens;
    }

    [Fact]
    public async Task One_token_for_the_organisation_serves_many_requests()
    {
        Server.Answers(Reply.Json("{}"), Reply.Json("{}"));
        await SendAsync();
        await SendAsync();
        Assert.All(Server.Seen, seen => Assert.Equal("Bearer token-1", seen.Header("Authorization")));
        Assert.Equal([Server.Url.GetLeftPart(UriPartial.Authority) + "/.default"], Assert.Single(_tokens.Asked).Scopes);
    }

    [Fact]
    public async Task A_token_is_replaced_before_it_ends()
    {
        Server.Answers(Reply.Json("{}"), Reply.Json("{}"));
        await SendAsync();
        Clock.Advance(TimeSpan.FromMinutes(56));
        await SendAsync();
        Assert.Equal("Bearer token-2", Server.Seen[1].Header("Authorization"));
    }

    [Fact]
    public async Task A_refused_token_is_refreshed_once_with_the_claims_of_the_refusal()
    {
        string claims = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"access_token":{}}"""));
        Server.Answers(Reply.Error(401, "0x0", "no", $"WWW-Authenticate: Bearer error=\"insufficient_claims\", claims=\"{claims}\""), Reply.Created());
        await Client.CreateAsync("contacts", Row("""{"a":1}"""), null, CancellationToken.None);
        Assert.Equal("Bearer token-2", Server.Seen[1].Header("Authorization"));
        Assert.Equal("""{"access_token":{}}""", _tokens.Asked[1].Claims);
        Assert.Equal("""{"a":1}""", Server.Seen[1].Body);
    }

    [Fact]
    public async Task A_second_refusal_is_final()
    {
        Server.Answers(Reply.With(401, string.Empty), Reply.With(401, string.Empty));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(SendAsync);
        Assert.Equal(401, e.Status);
        Assert.Equal("Http401", e.Code);
        Assert.False(e.IsTransient);
        Assert.Equal(2, Server.Seen.Count);
    }

    [Fact]
    public async Task Failing_to_sign_in_is_an_error_of_ours_and_sends_nothing()
    {
        using DataverseClient client = new(new DataverseConnection { Url = Server.Url, Credential = new NoToken(), Clock = Clock });
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(() => client.WhoAmIAsync(CancellationToken.None));
        Assert.Equal(DataverseErrorCodes.SignInFailed, e.Code);
        Assert.Empty(Server.Seen);
    }

    private Task SendAsync() => Client.SendAsync(new DataverseRequest(HttpMethod.Get, "x"), CancellationToken.None);

    private sealed class NoToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new AuthenticationFailedException("no");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new AuthenticationFailedException("no");
    }
}
