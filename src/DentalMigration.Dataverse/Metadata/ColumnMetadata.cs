namespace DentalMigration.Dataverse;

/// <summary>What the service says about a column. What does not apply to the column's type is <see langword="null"/> or empty.</summary>
public sealed record ColumnMetadata
{
    /// <summary>Such as <c>new_amount</c>.</summary>
    public required string LogicalName { get; init; }

    /// <summary>Such as <c>new_Amount</c>.</summary>
    public required string SchemaName { get; init; }

    /// <summary>Such as <c>String</c>, <c>Picklist</c>, <c>Lookup</c>, <c>Virtual</c>.</summary>
    public required string AttributeType { get; init; }

    /// <summary>Such as <c>StringType</c>; tells MultiSelectPicklistType, FileType and ImageType apart, which are all <c>Virtual</c>.</summary>
    public string? AttributeTypeName { get; init; }

    /// <summary>What the column is for, in each language that has it.</summary>
    public LocalizedText? Description { get; init; }

    /// <summary>The definition's id.</summary>
    public Guid MetadataId { get; init; }

    /// <summary>Whether a create may set it.</summary>
    public bool IsValidForCreate { get; init; }

    /// <summary>Whether an update may set it.</summary>
    public bool IsValidForUpdate { get; init; }

    /// <summary>Whether it was made in this organisation.</summary>
    public bool IsCustomAttribute { get; init; }

    /// <summary>Whether field-level security covers it.</summary>
    public bool IsSecured { get; init; }

    /// <summary><c>None</c>, <c>Recommended</c>, <c>ApplicationRequired</c> (forms only) or <c>SystemRequired</c> (enforced).</summary>
    public string? RequiredLevel { get; init; }

    /// <summary>The longest text, in UTF-16 units.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Digits after the point.</summary>
    public int? Precision { get; init; }

    /// <summary>The smallest number.</summary>
    public decimal? MinValue { get; init; }

    /// <summary>The greatest number.</summary>
    public decimal? MaxValue { get; init; }

    /// <summary>The largest file or image, in KiB.</summary>
    public int? MaxSizeInKB { get; init; }

    /// <summary>Such as <c>Text</c>, <c>Email</c>, <c>DateOnly</c>, <c>DateAndTime</c>.</summary>
    public string? Format { get; init; }

    /// <summary><c>UserLocal</c>, <c>DateOnly</c> or <c>TimeZoneIndependent</c>.</summary>
    public string? DateTimeBehavior { get; init; }

    /// <summary>The tables that a lookup may point to.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>The values of a choice, a state, a status reason or a yes/no.</summary>
    public IReadOnlyList<OptionMetadata> Options { get; init; } = [];

    /// <summary>The name of the global choice whose options these are.</summary>
    public string? GlobalChoice { get; init; }
}
