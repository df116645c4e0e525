using System.Security;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using DentalMigration.Dataverse;

namespace DentalMigration.Hosting;

/// <summary>How to sign in to a real organisation; the front ends name this and none of the sign-in package's types.</summary>
public sealed class SignIn
{
    private SignIn(TokenCredential? credential) => Credential = credential;

    internal TokenCredential? Credential { get; }

    /// <summary>True where it means nothing to a real organisation.</summary>
    internal bool IsLocal => Credential is NamedUser;

    /// <summary>Nobody: for an emulator on this machine.</summary>
    public static SignIn None { get; } = new(null);

    /// <summary>The managed identity of the machine, or the user-assigned one with this client id.</summary>
    public static SignIn ManagedIdentity(string? clientId) => new(DataverseCredential.ManagedIdentity(clientId));

    /// <summary>An application user with a secret.</summary>
    public static SignIn ClientSecret(string tenant, string clientId, SecureString secret) =>
        new(DataverseCredential.ClientSecret(tenant, clientId, secret));

    /// <summary>An application user with a certificate that holds its private key.</summary>
    public static SignIn Certificate(string tenant, string clientId, X509Certificate2 certificate) =>
        new(DataverseCredential.ClientCertificate(tenant, clientId, certificate));

    /// <summary>A person, who opens a page elsewhere and types the code that <paramref name="prompt"/> is told.</summary>
    public static SignIn DeviceCode(string? tenant, Action<string> prompt) => new(DataverseCredential.DeviceCode(tenant, prompt));

    /// <summary>A user of an emulator on this machine, by e-mail address, id or application id: that name is the token, and nothing is verified.</summary>
    public static SignIn As(string user) => new(new NamedUser(user));

    /// <summary>The first of the environment, workload and managed identities and developer tools that answers.</summary>
    public static SignIn Default() => new(DataverseCredential.Default());

    /// <summary>As somebody who is signed in already.</summary>
    internal static SignIn By(TokenCredential? credential) => new(credential);

    /// <summary>Whoever is signed in to the Azure CLI.</summary>
    public static SignIn AzureCli() => new(DataverseCredential.AzureCli());
}
