namespace DentalMigration.Dataverse;

/// <summary>A lookup that points to an account or a contact, to be made with both its relationships
/// (powerapps-docs, webapi/create-update-column-definitions-using-web-api.md, CreateCustomerRelationships).</summary>
public sealed record CustomerLookupDefinition
{
    /// <summary>The table that gets the lookup.</summary>
    public required string ReferencingEntity { get; init; }

    /// <summary>The lookup column.</summary>
    public required LookupColumn Lookup { get; init; }

    /// <summary>The name of the relationship with account, with the publisher's prefix.</summary>
    public required string AccountRelationship { get; init; }

    /// <summary>The name of the relationship with contact, with the publisher's prefix.</summary>
    public required string ContactRelationship { get; init; }
}
