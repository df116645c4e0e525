namespace DentalMigration.Dataverse;

/// <summary>The relationship behind a lookup, seen from the table that has the lookup.</summary>
public sealed record ManyToOneMetadata
{
    /// <summary>The relationship's name.</summary>
    public required string SchemaName { get; init; }

    /// <summary>The lookup column.</summary>
    public required string ReferencingAttribute { get; init; }

    /// <summary>The table pointed to.</summary>
    public required string ReferencedEntity { get; init; }

    /// <summary>What stands before <c>@odata.bind</c>; its case matters.</summary>
    public required string ReferencingEntityNavigationPropertyName { get; init; }

    /// <summary>The definition's id.</summary>
    public Guid MetadataId { get; init; }

    /// <summary>What deleting the row pointed to does: <c>NoCascade</c>, <c>RemoveLink</c>, <c>Restrict</c> or <c>Cascade</c>.</summary>
    public string? CascadeDelete { get; init; }

    /// <summary>What assigning the row pointed to does.</summary>
    public string? CascadeAssign { get; init; }
}
