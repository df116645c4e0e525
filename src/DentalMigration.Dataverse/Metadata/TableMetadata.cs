namespace DentalMigration.Dataverse;

/// <summary>What the service says about a table (powerapps-docs, webapi/query-metadata-web-api.md).</summary>
public sealed record TableMetadata
{
    /// <summary>Such as <c>new_treatmentplan</c>.</summary>
    public required string LogicalName { get; init; }

    /// <summary>Such as <c>new_TreatmentPlan</c>.</summary>
    public required string SchemaName { get; init; }

    /// <summary>The plural name of addresses, such as <c>new_treatmentplans</c>.</summary>
    public required string EntitySetName { get; init; }

    /// <summary>The primary key's column.</summary>
    public required string PrimaryIdAttribute { get; init; }

    /// <summary>The column whose value names a row; a few tables have none.</summary>
    public string? PrimaryNameAttribute { get; init; }

    /// <summary>Whether the table was made in this organisation.</summary>
    public bool IsCustomEntity { get; init; }

    /// <summary>What the table is for, in each language that has it.</summary>
    public LocalizedText? Description { get; init; }

    /// <summary>The definition's id.</summary>
    public Guid MetadataId { get; init; }

    /// <summary>The table's number, which differs between organisations for custom tables.</summary>
    public int? ObjectTypeCode { get; init; }

    /// <summary>Whether its rows are activities.</summary>
    public bool IsActivity { get; init; }

    /// <summary>Whether notes can be attached to its rows.</summary>
    public bool HasNotes { get; init; }

    /// <summary><c>UserOwned</c>, <c>OrganizationOwned</c>, <c>None</c> …</summary>
    public string? OwnershipType { get; init; }

    /// <summary>All columns.</summary>
    public IReadOnlyList<ColumnMetadata> Attributes { get; init; } = [];

    /// <summary>The alternate keys.</summary>
    public IReadOnlyList<KeyMetadata> Keys { get; init; } = [];

    /// <summary>The relationships behind the table's lookups.</summary>
    public IReadOnlyList<ManyToOneMetadata> ManyToOne { get; init; } = [];

    /// <summary>A column by its logical name, or <see langword="null"/>.</summary>
    public ColumnMetadata? Column(string logicalName) => Attributes.FirstOrDefault(column => column.LogicalName == logicalName);
}
