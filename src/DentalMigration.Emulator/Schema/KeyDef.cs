namespace DentalMigration.Emulator.Schema;

/// <summary>State of an alternate key's index, by Dataverse's names.</summary>
internal enum KeyStatus
{
    Pending, InProgress, Active, Failed,
}

/// <summary>An alternate key.</summary>
internal sealed record KeyDef
{
    public required Guid MetadataId { get; init; }
    public required string Table { get; init; }
    public required string Name { get; init; }
    public required string SchemaName { get; init; }
    public required IReadOnlyList<string> Columns { get; init; }
    public IReadOnlyList<LocalText> Label { get; init; } = [];
    public KeyStatus Status { get; init; }

    /// <summary>When the index job runs.</summary>
    public DateTimeOffset DueAt { get; init; }
}
