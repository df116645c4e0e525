namespace DentalMigration.Dataverse;

/// <summary>A many-to-many relationship to be made
/// (powerapps-docs, webapi/create-update-entity-relationships-using-web-api.md). It makes a table between the two.</summary>
public sealed record ManyToManyDefinition
{
    /// <summary>With the publisher's prefix, such as <c>new_contact_new_allergy</c>.</summary>
    public required string SchemaName { get; init; }

    /// <summary>The first table.</summary>
    public required string Entity1LogicalName { get; init; }

    /// <summary>The second table.</summary>
    public required string Entity2LogicalName { get; init; }

    /// <summary>The table between them, with the publisher's prefix; <see langword="null"/> for the relationship's name.</summary>
    public string? IntersectEntityName { get; init; }
}
