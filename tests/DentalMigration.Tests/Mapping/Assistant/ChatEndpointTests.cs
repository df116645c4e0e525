using Azure.Core;
using DentalMigration.Mapping.Assistant;
using DentalMigration.Tests.Sources.Endpoints;
using Microsoft.AspNetCore.Http;

namespace DentalMigration.Tests.Mapping.Assistant;

/// <summary>Where an assistant may be, and how its key is come by.</summary>
public sealed class ChatEndpointTests
{
    private static readonly AssistantQuestion Question = new("dentes", "patient", [new AssistantHeader(0, "Tel", "Text", [], ["mobile_phone", "home_phone"])]);

    [Theory]
    [InlineData("http://example.com/v1")]
    [InlineData("http://10.0.0.5:11434/v1")]
    [InlineData("ftp://localhost/v1")]
    [InlineData("v1")]
    public void Plain_http_to_another_machine_is_refused(string url) => Assert.Equal(
        "InsecureUrl", Assert.Throws<MigrationException>(() => new ChatEndpoint(new Uri(url, UriKind.RelativeOrAbsolute))).Code);

    [Theory]
    [InlineData("https://api.openai.com/v1", "https://api.openai.com/v1/chat/completions", false)]
    [InlineData("http://localhost:11434/v1/", "http://localhost:11434/v1/chat/completions", false)]
    [InlineData("https://llm.example/v1/chat/completions", "https://llm.example/v1/chat/completions", false)]
    [InlineData("https://contoso.openai.azure.com", "https://contoso.openai.azure.com/openai/v1/chat/completions", true)]
    [InlineData("https://contoso.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=2024-10-21", "https://contoso.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=2024-10-21", true)]
    [InlineData("https://openai.azure.com.evil.example/v1", "https://openai.azure.com.evil.example/v1/chat/completions", false)]
    public void A_base_or_a_whole_address_will_do(string url, string whole, bool isAzure)
    {
        var endpoint = new ChatEndpoint(new Uri(url));
        Assert.Equal((whole, isAzure), (endpoint.Address.AbsoluteUri, endpoint.IsAzure));
    }

    [Fact]
    public async Task The_key_may_be_a_secret_of_a_vault_read_as_whoever_is_signed_in()
    {
        await using ChatServer vault = await ChatServer.StartAsync(c => c.Request.Headers.Authorization == "Bearer token-for-vault"
            ? c.Response.WriteAsync("""{"value": "key-of-vault", "id": "x"}""")
            : RestServer.StatusAsync(c, 401));
        await using ChatServer server = await ChatServer.SayingAsync("""{"headers": []}""");
        using var assistant = new ChatAssistant(new ChatEndpoint(server.Url) { KeyVault = new Uri(vault.Url, "/secrets/assistant"), Credential = new Token("token-for-vault") });
        await assistant.RankAsync(Question, TestContext.Current.CancellationToken);
        Assert.StartsWith("GET /secrets/assistant?api-version=7.4\n", Assert.Single(vault.Requests));
        Assert.Contains("\nAuthorization: Bearer key-of-vault\n", Assert.Single(server.Requests));
    }

    [Theory]
    [InlineData("https://evil.example/secrets/key")]
    [InlineData("https://contoso.vault.azure.net/keys/key")]
    [InlineData("http://contoso.vault.azure.net/secrets/key")]
    public async Task Another_address_than_a_vaults_gets_no_token(string url)
    {
        await using ChatServer server = await ChatServer.SayingAsync("""{"headers": []}""");
        using var assistant = new ChatAssistant(new ChatEndpoint(server.Url) { KeyVault = new Uri(url), Credential = new Token("never") });
        MigrationException refused = await Assert.ThrowsAsync<MigrationException>(() => assistant.RankAsync(Question, TestContext.Current.CancellationToken));
        Assert.Equal("KeyVaultUnusable", refused.Code);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_secret_that_is_not_given_out_is_said_without_its_address()
    {
        await using ChatServer vault = await ChatServer.StartAsync(c => RestServer.StatusAsync(c, 403));
        using var assistant = new ChatAssistant(new ChatEndpoint(vault.Url) { KeyVault = new Uri(vault.Url, "/secrets/assistant"), Credential = new Token("t") });
        MigrationException refused = await Assert.ThrowsAsync<MigrationException>(() => assistant.RankAsync(Question, TestContext.Current.CancellationToken));
        Assert.Equal("KeyVaultUnusable", refused.Code);
        Assert.Contains("HTTP 403", refused.Message);
    }

    private sealed class Token(string text) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(text, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
