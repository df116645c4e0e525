namespace DentalMigration.Emulator.Schema;

/// <summary>A table as declared.</summary>
internal sealed record TableDef
{
    public required Guid MetadataId { get; init; }
    public required string Name { get; init; }
    public required string SetName { get; init; }
    public required string SchemaName { get; init; }
    public required string Ownership { get; init; }
    public required string PrimaryId { get; init; }
    public string? PrimaryName { get; init; }
    public int TypeCode { get; init; }
    public bool IsActivity { get; init; }
    public bool HasNotes { get; init; }
    public bool HasActivities { get; init; }
    public bool IsCustom { get; init; }
    public bool IsIntersect { get; init; }
    public bool AllowsCustomColumns { get; init; }
    public bool CreateMultiple { get; init; }
    public bool UpdateMultiple { get; init; }
    public bool ChangeTracking { get; init; }

    /// <summary>Whether changes of rows wait for publishing, as those of forms, views and apps do.</summary>
    public bool IsLayered { get; init; }

    /// <summary>Whether the table is seen in apps, so that it has forms and views.</summary>
    public bool HasForms { get; init; }
    public IReadOnlyList<LocalText> Label { get; init; } = [];
    public IReadOnlyList<LocalText> CollectionLabel { get; init; } = [];
    public IReadOnlyList<LocalText> Description { get; init; } = [];
}
