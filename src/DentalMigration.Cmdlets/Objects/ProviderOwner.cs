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

    /// <summary><c>Matched</c>, <c>UserDisabled</c>, <c>NoEmail</c>, <c>NoUser</c>, <c>Ambiguous</c>, <c>Chosen</c> or <c>Fallback</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The provider's own user, disabled ones included.</summary>
    public Guid? UserId { get; init; }

    /// <summary>Who owns the rows; the fallback owner where a provider has none.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary><c>systemuser</c> or <c>team</c>.</summary>
    public string OwnerType { get; init; } = "systemuser";

    /// <summary>The organisation the ids belong to.</summary>
    public required Guid OrganizationId { get; init; }
}
