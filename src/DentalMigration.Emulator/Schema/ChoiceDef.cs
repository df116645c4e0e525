namespace DentalMigration.Emulator.Schema;

/// <summary>A global choice (option set).</summary>
internal sealed record ChoiceDef
{
    public required Guid MetadataId { get; init; }
    public required string Name { get; init; }
    public IReadOnlyList<LocalText> Label { get; init; } = [];
    public IReadOnlyList<LocalText> Description { get; init; } = [];
    public IReadOnlyList<ChoiceOption> Options { get; init; } = [];
}
