namespace DentalMigration.Owners;

/// <summary>One provider's owner.</summary>
/// <param name="Provider">Source key of the provider.</param>
/// <param name="Name">Folded name, for exports that refer to providers by name.</param>
/// <param name="Status">What was found.</param>
/// <param name="UserId">The provider's systemuser, disabled ones included; null when there is none.</param>
/// <param name="Owner">Who owns the provider's rows; null means the fallback owner.</param>
public sealed record OwnerEntry(string Provider, string Name, OwnerStatus Status, Guid? UserId = null, Owner? Owner = null);

/// <summary>What became of matching a provider to a user.</summary>
public enum OwnerStatus
{
    /// <summary>An enabled user has the provider's e-mail address.</summary>
    Matched,

    /// <summary>The user exists but is disabled, so it cannot own rows.</summary>
    UserDisabled,

    /// <summary>The provider has no e-mail address to match by.</summary>
    NoEmail,

    /// <summary>No user has the address.</summary>
    NoUser,

    /// <summary>Several users have the address.</summary>
    Ambiguous,

    /// <summary>A person decided on another owner.</summary>
    Chosen,
}
