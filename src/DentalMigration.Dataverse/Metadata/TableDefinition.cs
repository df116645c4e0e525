namespace DentalMigration.Dataverse;

/// <summary>A table to be made (powerapps-docs, webapi/create-update-entity-definitions-using-web-api.md).</summary>
public sealed record TableDefinition
{
    /// <summary>With the publisher's prefix, such as <c>new_TreatmentPlan</c>.</summary>
    public required string SchemaName { get; init; }

    /// <summary>The singular name that people see.</summary>
    public required LocalizedText DisplayName { get; init; }

    /// <summary>The plural name that people see.</summary>
    public required LocalizedText DisplayCollectionName { get; init; }

    /// <summary>What the table is for.</summary>
    public LocalizedText? Description { get; init; }

    /// <summary><c>UserOwned</c> or <c>OrganizationOwned</c>.</summary>
    public string OwnershipType { get; init; } = "UserOwned";

    /// <summary>Whether activities may regard its rows; cannot be taken back.</summary>
    public bool HasActivities { get; init; }

    /// <summary>Whether notes may be attached to its rows; cannot be taken back.</summary>
    public bool HasNotes { get; init; }

    /// <summary>Whether the service keeps track of changes for those who ask with <c>odata.track-changes</c>.</summary>
    public bool ChangeTracking { get; init; }

    /// <summary>The column that names a row.</summary>
    public required StringColumn PrimaryName { get; init; }
}
