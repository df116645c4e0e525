using System.Net;
using DentalMigration.Hosting;

namespace DentalMigration.Cli.Commands;

/// <summary>Reads the values of <c>--sign-in</c>: one for each user who shares the work.</summary>
internal static class SignInKinds
{
    /// <summary>The ways to sign in; where none is named, nobody on this machine and the default credential elsewhere.</summary>
    /// <exception cref="MigrationException"><c>SignInUnknown</c>, <c>SecretMissing</c>.</exception>
    public static IReadOnlyList<SignIn> Of(string[] kinds, bool isLocal) =>
        kinds.Length > 0 ? [.. kinds.Select(Of)] : [isLocal ? SignIn.None : SignIn.Default()];

    private static SignIn Of(string kind) => kind.Split(':') switch
    {
        ["default"] => SignIn.Default(),
        ["managed-identity"] => SignIn.ManagedIdentity(null),
        ["managed-identity", var client] => SignIn.ManagedIdentity(client),
        ["client-secret", var tenant, var client, var variable] => SignIn.ClientSecret(tenant, client, new NetworkCredential("", Secret(variable)).SecurePassword),
        ["azure-cli"] => SignIn.AzureCli(),
        ["device-code"] => SignIn.DeviceCode(null, Console.Error.WriteLine),
        ["as", { Length: > 0 } user] => SignIn.As(user),
        _ => throw new MigrationException(
            "SignInUnknown",
            $"There is no way to sign in called '{kind}'. There are default, managed-identity, managed-identity:CLIENT, client-secret:TENANT:CLIENT:VARIABLE, azure-cli, device-code and as:USER."),
    };

    private static string Secret(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } secret
        ? secret
        : throw new MigrationException("SecretMissing", $"The environment variable '{variable}' is not set. It is to hold the application's secret.");
}
