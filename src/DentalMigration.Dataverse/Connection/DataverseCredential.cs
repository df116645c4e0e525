using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Identity;

namespace DentalMigration.Dataverse;

/// <summary>The ways to sign in to a real organisation, all from Azure.Identity.</summary>
public static class DataverseCredential
{
    /// <summary>The managed identity of the machine, or the user-assigned one with this client id.</summary>
    public static TokenCredential ManagedIdentity(string? clientId) =>
        new ManagedIdentityCredential(
            clientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId));

    /// <summary>An application user with a secret.</summary>
    public static TokenCredential ClientSecret(string tenant, string clientId, SecureString secret) =>
        new ClientSecretCredential(tenant, clientId, new NetworkCredential(string.Empty, secret).Password);

    /// <summary>An application user with a certificate that holds its private key.</summary>
    public static TokenCredential ClientCertificate(string tenant, string clientId, X509Certificate2 certificate) =>
        new ClientCertificateCredential(tenant, clientId, certificate);

    /// <summary>A person, who opens a page elsewhere and types the code that <paramref name="prompt"/> is told.</summary>
    public static TokenCredential DeviceCode(string? tenant, Action<string> prompt) =>
        new DeviceCodeCredential(new DeviceCodeCredentialOptions
        {
            TenantId = tenant,
            DeviceCodeCallback = (code, _) =>
            {
                prompt(code.Message);
                return Task.CompletedTask;
            },
        });

    /// <summary>Whoever is signed in to the Azure CLI.</summary>
    public static TokenCredential AzureCli() => new AzureCliCredential();

    /// <summary>The first of the environment, workload and managed identities and developer tools that answers.</summary>
    public static TokenCredential Default() => new DefaultAzureCredential();
}
