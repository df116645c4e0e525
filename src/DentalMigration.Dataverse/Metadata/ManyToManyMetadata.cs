namespace DentalMigration.Dataverse;

/// <summary>A many-to-many relationship.</summary>
public sealed record ManyToManyMetadata
{
    /// <summary>The relationship's name.</summary>
    public required string SchemaName { get; init; }

    /// <summary>The first table.</summary>
    public required string Entity1LogicalName { get; init; }

    /// <summary>The second table.</summary>
    public required string Entity2LogicalName { get; init; }

    /// <summary>The table between them.</summary>
    public required string IntersectEntityName { get; init; }

    /// <summary>The column between them that holds rows of the first table.</summary>
    public string? Entity1IntersectAttribute { get; init; }

    /// <summary>The column between them that holds rows of the second table.</summary>
    public string? Entity2IntersectAttribute { get; init; }

    /// <summary>The navigation property of the first table's rows.</summary>
    public string? Entity1NavigationPropertyName { get; init; }

    /// <summary>The navigation property of the second table's rows.</summary>
    public string? Entity2NavigationPropertyName { get; init; }

    /// <summary>The definition's id.</summary>
    public Guid MetadataId { get; init; }
}
