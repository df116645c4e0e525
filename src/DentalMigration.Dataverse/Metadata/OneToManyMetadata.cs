namespace DentalMigration.Dataverse;

/// <summary>A one-to-many relationship, seen from the table pointed to.</summary>
public sealed record OneToManyMetadata
{
    /// <summary>The relationship's name.</summary>
    public required string SchemaName { get; init; }

    /// <summary>The table that has the lookup.</summary>
    public required string ReferencingEntity { get; init; }

    /// <summary>The lookup column.</summary>
    public required string ReferencingAttribute { get; init; }

    /// <summary>The column that the lookup holds, the primary key.</summary>
    public string? ReferencedAttribute { get; init; }

    /// <summary>Leads from the row with the lookup to the row pointed to; some relationships of the platform have none.</summary>
    public string? ReferencingEntityNavigationPropertyName { get; init; }

    /// <summary>Leads from the row pointed to to the rows with the lookup.</summary>
    public string? ReferencedEntityNavigationPropertyName { get; init; }

    /// <summary>The definition's id.</summary>
    public Guid MetadataId { get; init; }

    /// <summary>What follows the row pointed to, and how.</summary>
    public CascadeDefinition Cascade { get; init; } = new();
}
