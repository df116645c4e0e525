using System.Net.Http.Headers;
using System.Text.Json;
using Azure.Core;
using Azure.Identity;
using DentalMigration.Dataverse;

namespace DentalMigration.Mapping.Assistant;

/// <summary>Reads a secret of an Azure Key Vault over its REST interface, by a managed identity or whoever is signed in.</summary>
internal static class KeyVaultSecret
{
    private static readonly string[] Vaults = [".vault.azure.net", ".vault.azure.cn", ".vault.usgovcloudapi.net"];

    /// <summary>The secret's text.</summary>
    /// <param name="secret">Its address: <c>https://contoso.vault.azure.net/secrets/assistant-key</c>.</param>
    /// <param name="credential">Who signs in; null for whoever this machine is signed in as.</param>
    /// <param name="http">Sends the request.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException"><c>KeyVaultUnusable</c>.</exception>
    public static async Task<string> ReadAsync(Uri secret, TokenCredential? credential, HttpClient http, CancellationToken cancellationToken)
    {
        string? vault = Array.Find(Vaults, v => secret.Host.EndsWith(v, StringComparison.OrdinalIgnoreCase));
        if (!secret.AbsolutePath.StartsWith("/secrets/", StringComparison.Ordinal) || !(secret.IsLoopback || (vault is not null && secret.Scheme == Uri.UriSchemeHttps)))
        {
            throw Unusable("is no secret of a key vault. It looks like https://contoso.vault.azure.net/secrets/assistant-key");
        }

        AccessToken token = await SignInAsync(credential, $"https://{(vault ?? Vaults[0])[1..]}/.default", cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(secret) { Query = "api-version=7.4" }.Uri);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        using HttpResponseMessage response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw Unusable($"is not given out (HTTP {(int)response.StatusCode}). Check its name, and the rights to read it");
        }

        try
        {
            using JsonDocument body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
            return body.RootElement.GetProperty("value").GetString() ?? throw Unusable("is empty. Put the key there");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Unusable("is answered with no secret. Check its address");
        }
    }

    /// <summary>A token, by the credential or by whoever this machine is signed in as.</summary>
    public static async Task<AccessToken> SignInAsync(TokenCredential? credential, string scope, CancellationToken cancellationToken)
    {
        try
        {
            return await (credential ?? DataverseCredential.Default()).GetTokenAsync(new TokenRequestContext([scope]), cancellationToken);
        }
        catch (AuthenticationFailedException)
        {
            throw new MigrationException("KeyVaultUnusable", "Nobody is signed in who may fetch the assistant's key. Run where a managed identity is, or sign in with the Azure CLI.");
        }
    }

    private static MigrationException Unusable(string why) => new("KeyVaultUnusable", $"The assistant's key {why}.");
}
