namespace DentalMigration.Owners;

/// <summary>A user or team that was named as an owner, and whether it can be one.</summary>
/// <param name="Status"><see cref="OwnerStatus.Matched"/> where it can own rows; otherwise why not.</param>
/// <param name="UserId">The user, also where it cannot own; null for a team.</param>
/// <param name="Owner">The owner; null where it cannot be one.</param>
/// <param name="Name">Address of the user, or name of the team.</param>
/// <param name="Reason">Why not, and what to do; empty where it can.</param>
internal sealed record OwnerCandidate(OwnerStatus Status, Guid? UserId, Owner? Owner, string Name, string Reason);
