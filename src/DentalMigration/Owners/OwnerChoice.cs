namespace DentalMigration.Owners;

/// <summary>A person's decision about one provider.</summary>
/// <param name="Provider">Source key of the provider, or its name.</param>
/// <param name="Owner">Address or id of a user, or name or id of a team.</param>
public sealed record OwnerChoice(string Provider, string Owner);
