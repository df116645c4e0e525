using DentalMigration.Dataverse;
using DentalMigration.Emulator;

namespace DentalMigration.Hosting;

/// <summary>A user to put into a new embedded organisation.</summary>
/// <param name="FullName">First and last name.</param>
/// <param name="Email">E-mail address, by which owners are found.</param>
/// <param name="IsDisabled">A disabled user cannot own rows.</param>
public sealed record TargetUser(string FullName, string Email, bool IsDisabled = false);

/// <summary>Opens targets in words of our own, for front ends that know neither the client's packages nor the emulator.</summary>
public static class TargetOpener
{
    /// <summary>Opens an embedded Dataverse; makes the file when it is missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="users">Users of a new file; an existing one keeps its own.</param>
    /// <param name="baseCurrency">ISO code of a new file's base currency; null for the emulator's default.</param>
    /// <param name="cancellationToken">Stops the connecting.</param>
    public static Task<Target> OpenEmbeddedAsync(
        string path, IReadOnlyList<TargetUser> users, string? baseCurrency, CancellationToken cancellationToken)
    {
        var options = new EmbeddedDataverseOptions { Users = [.. users.Select(u => new EmbeddedUser(u.FullName, u.Email, u.IsDisabled))] };
        return Target.OpenEmbeddedAsync(
            path, baseCurrency is null ? options : options with { BaseCurrencyCode = baseCurrency }, cancellationToken);
    }

    /// <summary>Connects to an organisation by its URL.</summary>
    /// <param name="url">Its address.</param>
    /// <param name="signIn">Who signs in.</param>
    /// <param name="cancellationToken">Stops the connecting.</param>
    public static Task<Target> ConnectAsync(Uri url, SignIn signIn, CancellationToken cancellationToken) =>
        Target.ConnectAsync(new DataverseConnection { Url = url, Credential = signIn.Credential }, cancellationToken);
}
