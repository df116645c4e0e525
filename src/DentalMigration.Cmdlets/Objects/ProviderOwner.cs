namespace DentalMigration.Commands;

/// <summary>Who owns a provider's rows. One row of an owner map; the row of provider <c>*</c> is the fallback.</summary>
public sealed record ProviderOwner
{
    /// <summary>The provider of the fallback's row.</summary>
    public const string Fallback = "*";

    /// <summary>Source key of the provider, or <c>*</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The provider's folded name, for exports that refer to providers by name; for <c>*</c> the fallback as it was given.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// <c>Matched</c>, <c>Chosen</c>, <c>Fallback</c>; or why the provider owns nothing: <c>NoEmail</c>, <c>NoUser</c>, <c>Ambiguous</c>,
    /// <c>Conflicting</c>, <c>UserDisabled</c>, <c>UserNotInteractive</c>, <c>WithoutRole</c>.
    /// </summary>
    public required string Status { get; init; }

    /// <summary>How the owner was found: <c>Map</c>, <c>Email</c>, <c>Alias</c>; <c>Name</c> for a suggestion, <c>None</c>.</summary>
    public string Match { get; init; } = "None";

    /// <summary>Address of the owning user, or name of the team. Empty where the fallback owns: fill it in to decide, and resolve again with <c>-OwnerMap</c>.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Why, and what to do.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Address of a user who has the provider's name. A suggestion: nothing follows from it until a person names it as the owner.</summary>
    public string Suggestion { get; init; } = "";

    /// <summary>True where the provider has left, by the export or because the user is disabled.</summary>
    public bool IsDeparted { get; init; }

    /// <summary>The provider's own user, disabled ones included.</summary>
    public Guid? UserId { get; init; }

    /// <summary>Who owns the rows; the fallback owner where a provider has none.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary><c>systemuser</c> or <c>team</c>.</summary>
    public string OwnerType { get; init; } = "systemuser";

    /// <summary>The organisation the ids belong to.</summary>
    public required Guid OrganizationId { get; init; }
}
