namespace DentalMigration.Dataverse;

/// <summary>A global choice.</summary>
public sealed record ChoiceMetadata(string Name, Guid MetadataId, IReadOnlyList<OptionMetadata> Options);
