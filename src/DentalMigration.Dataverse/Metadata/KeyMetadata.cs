namespace DentalMigration.Dataverse;

/// <summary>An alternate key (powerapps-docs, define-alternate-keys-entity.md).</summary>
public sealed record KeyMetadata
{
    /// <summary>The name in error messages and addresses of definitions.</summary>
    public required string LogicalName { get; init; }

    /// <summary>The name it was made with.</summary>
    public required string SchemaName { get; init; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<string> KeyAttributes { get; init; } = [];

    /// <summary><c>Pending</c>, <c>InProgress</c>, <c>Active</c> or <c>Failed</c>; usable once active.</summary>
    public string? EntityKeyIndexStatus { get; init; }

    /// <summary>The definition's id.</summary>
    public Guid MetadataId { get; init; }
}
