using System.Net;
using System.Net.Http.Headers;
using System.Security;
using Azure.Core;
using DentalMigration.Sources.Rest;

namespace DentalMigration.Mapping.Assistant;

/// <summary>Where a chat endpoint is, and who asks it: OpenAI's, one compatible with it, or Azure OpenAI's.</summary>
public sealed record ChatEndpoint
{
    private const string Completions = "/chat/completions";

    private static readonly string[] AzureHosts = [".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com", ".openai.azure.us", ".openai.azure.cn"];

    /// <param name="address">
    /// Its base, <c>https://api.openai.com/v1</c> or <c>https://contoso.openai.azure.com</c>, or the whole address that ends with
    /// <c>/chat/completions</c>.
    /// </param>
    /// <exception cref="MigrationException"><c>InsecureUrl</c>: plain http to another machine.</exception>
    public ChatEndpoint(Uri address)
    {
        if (!address.IsAbsoluteUri || !RestClient.IsSafe(address))
        {
            throw new MigrationException("InsecureUrl", $"'{address}' is no https address. Plain http is for an assistant on this machine only.");
        }

        IsAzure = AzureHosts.Any(h => address.Host.EndsWith(h, StringComparison.OrdinalIgnoreCase));
        string path = address.AbsolutePath.TrimEnd('/');
        Address = path.EndsWith(Completions, StringComparison.Ordinal)
            ? address
            : new UriBuilder(address) { Path = (IsAzure && path.Length == 0 ? "/openai/v1" : path) + Completions }.Uri;
    }

    /// <summary>The whole address.</summary>
    public Uri Address { get; }

    /// <summary>True where it is Azure OpenAI's, which takes its key in a header of its own.</summary>
    public bool IsAzure { get; }

    /// <summary>Name of the model, or of Azure's deployment; null where the address says it.</summary>
    public string? Model { get; init; }

    /// <summary>The key; null where none is needed, or another way gives it.</summary>
    public SecureString? Key { get; init; }

    /// <summary>Address of a secret in an Azure Key Vault that is the key.</summary>
    public Uri? KeyVault { get; init; }

    /// <summary>Who signs in to the vault, and to Azure OpenAI where there is no key; null for whoever this machine is signed in as.</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>Longest wait for one whole answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Puts the credentials on a request.</summary>
    internal async Task SignAsync(HttpRequestMessage request, HttpClient http, CancellationToken cancellationToken)
    {
        string? key = Key is not null ? new NetworkCredential(string.Empty, Key).Password
            : KeyVault is not null ? await KeyVaultSecret.ReadAsync(KeyVault, Credential, http, cancellationToken)
            : null;
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation(IsAzure ? "api-key" : "Authorization", IsAzure ? key : $"Bearer {key}");
        }
        else if (IsAzure)
        {
            AccessToken token = await KeyVaultSecret.SignInAsync(Credential, "https://cognitiveservices.azure.com/.default", cancellationToken);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        }
    }
}
