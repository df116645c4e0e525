namespace DentalMigration.Dataverse;

/// <summary>A one-to-many relationship to be made, with its lookup
/// (powerapps-docs, webapi/create-update-entity-relationships-using-web-api.md).</summary>
public sealed record RelationshipDefinition
{
    /// <summary>With the publisher's prefix, such as <c>new_contact_new_treatmentplan</c>.</summary>
    public required string SchemaName { get; init; }

    /// <summary>The table pointed to.</summary>
    public required string ReferencedEntity { get; init; }

    /// <summary>Its primary key's column.</summary>
    public required string ReferencedAttribute { get; init; }

    /// <summary>The table that gets the lookup.</summary>
    public required string ReferencingEntity { get; init; }

    /// <summary>The lookup column.</summary>
    public required LookupColumn Lookup { get; init; }

    /// <summary>What follows the row pointed to, and how.</summary>
    public CascadeDefinition Cascade { get; init; } = new();
}
