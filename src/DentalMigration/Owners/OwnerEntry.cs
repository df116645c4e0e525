namespace DentalMigration.Owners;

/// <summary>One provider's owner.</summary>
/// <param name="Provider">Source key of the provider.</param>
/// <param name="Name">Folded name, for exports that refer to providers by name.</param>
/// <param name="Status">What was found.</param>
/// <param name="UserId">The provider's systemuser, disabled ones included; null when there is none.</param>
/// <param name="Owner">Who owns the provider's rows; null means the fallback owner, until there is one.</param>
public sealed record OwnerEntry(string Provider, string Name, OwnerStatus Status, Guid? UserId = null, Owner? Owner = null)
{
    /// <summary>How the user or team was found.</summary>
    public OwnerMatch Match { get; init; }

    /// <summary>Why, and what to do where the provider owns nothing; empty where it was read from an older file.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Address of the owning user, or name of the team; empty where the fallback owns.</summary>
    public string OwnerName { get; init; } = "";

    /// <summary>A user of the provider's name. Never an owner by itself: a person confirms it in the owner map.</summary>
    public Guid? SuggestedUserId { get; init; }

    /// <summary>Address of <see cref="SuggestedUserId"/>; empty where there is none.</summary>
    public string Suggestion { get; init; } = "";

    /// <summary>True where the provider has left: the export says so, or the user is disabled.</summary>
    public bool IsDeparted { get; init; }
}

/// <summary>What became of matching a provider to a user.</summary>
public enum OwnerStatus
{
    /// <summary>A user who can own rows has the provider's e-mail address.</summary>
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

    /// <summary>The user is an application's, or one that cannot sign in to work with rows.</summary>
    UserNotInteractive,

    /// <summary>The user or team has no security role, so nothing can be given to it.</summary>
    WithoutRole,

    /// <summary>The export has the provider twice, with different e-mail addresses.</summary>
    Conflicting,
}

/// <summary>How a provider's owner was found.</summary>
public enum OwnerMatch
{
    /// <summary>Not at all; the fallback owner owns.</summary>
    None,

    /// <summary>A person named the owner in the owner map.</summary>
    Map,

    /// <summary>By the user's e-mail address or sign-in name.</summary>
    Email,

    /// <summary>By another address of the user, or without a plus tag.</summary>
    Alias,

    /// <summary>By name; a suggestion only.</summary>
    Name,
}
