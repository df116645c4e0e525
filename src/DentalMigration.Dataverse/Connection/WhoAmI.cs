namespace DentalMigration.Dataverse;

/// <summary>The signed-in user, and the organisation that answered.</summary>
public sealed record WhoAmI(Guid UserId, Guid BusinessUnitId, Guid OrganizationId);
