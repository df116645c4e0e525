namespace DentalMigration.Dataverse;

/// <summary>A customer lookup that was made.</summary>
/// <param name="AttributeId">The column's definition.</param>
/// <param name="RelationshipIds">The two relationships' definitions.</param>
public sealed record CustomerLookup(Guid AttributeId, IReadOnlyList<Guid> RelationshipIds);
