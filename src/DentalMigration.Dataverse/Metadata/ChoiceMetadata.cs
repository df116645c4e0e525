namespace DentalMigration.Dataverse;

/// <summary>A global choice.</summary>
public sealed record ChoiceMetadata(string Name, Guid MetadataId, IReadOnlyList<OptionMetadata> Options)
{
    /// <summary>What the choice is for, in all its languages.</summary>
    public LocalizedText? Description { get; init; }
}
