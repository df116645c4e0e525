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
    /// <param name="signIns">Who signs in; none for the administrator.</param>
    /// <param name="cancellationToken">Stops the connecting.</param>
    public static Task<Target> OpenEmbeddedAsync(
        string path, IReadOnlyList<TargetUser> users, string? baseCurrency, IReadOnlyList<SignIn> signIns, CancellationToken cancellationToken)
    {
        var options = new EmbeddedDataverseOptions { Users = [.. users.Select(u => new EmbeddedUser(u.FullName, u.Email, u.IsDisabled))] };
        return Target.OpenEmbeddedAsync(
            path,
            baseCurrency is null ? options : options with { BaseCurrencyCode = baseCurrency },
            signIns.Count > 0 ? signIns : [SignIn.None],
            cancellationToken);
    }

    /// <summary>Connects to an organisation by its URL.</summary>
    /// <param name="url">Its address.</param>
    /// <param name="signIns">Who signs in; several share the work, and the first one signs for what is done.</param>
    /// <param name="cancellationToken">Stops the connecting.</param>
    /// <exception cref="MigrationException"><c>SignInUnsuitable</c>: an emulator's user for a real organisation; and as of <see cref="Target.ConnectAsync(DataverseConnection, CancellationToken)"/>.</exception>
    public static Task<Target> ConnectAsync(Uri url, IReadOnlyList<SignIn> signIns, CancellationToken cancellationToken)
    {
        if (!url.IsLoopback && signIns.Any(s => s.IsLocal))
        {
            throw new MigrationException(
                "SignInUnsuitable", "Only an emulator on this machine can be signed in to by a user's name. Say how to sign in to the organisation.");
        }

        return Target.ConnectAsync([.. signIns.Select(s => new DataverseConnection { Url = url, Credential = s.Credential })], cancellationToken);
    }
}
