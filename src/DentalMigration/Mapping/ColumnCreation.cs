namespace DentalMigration.Mapping;

/// <summary>How to make a column.</summary>
public sealed record ColumnCreation
{
    /// <summary>Its type.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>Display name.</summary>
    public required string Label { get; init; }

    /// <summary>Name with the prefix, as people write it: <c>new_SourcePatientId</c>. For a lookup also its navigation property.</summary>
    public required string SchemaName { get; init; }

    /// <summary>Longest text in UTF-16 units; for <see cref="ColumnType.String"/> and <see cref="ColumnType.Memo"/>.</summary>
    public int MaxLength { get; init; } = 100;

    /// <summary>True where only those with a column security profile may read it: national ids, medical history.</summary>
    public bool Secured { get; init; }

    /// <summary>Largest file in kilobytes; for <see cref="ColumnType.File"/>.</summary>
    public int MaxSizeInKB { get; init; } = 131_072;

    /// <summary>The choice's options: value → label.</summary>
    public IReadOnlyDictionary<int, string>? Options { get; init; }

    /// <summary>Name of a global choice with these options, made where the organisation lacks it; a choice of several tables gets one unasked.</summary>
    public string? GlobalChoice { get; init; }

    /// <summary>For a lookup: what deleting the row it points to does to the row it stands in.</summary>
    public DeleteBehavior OnDelete { get; init; } = DeleteBehavior.RemoveLink;

    /// <summary>The section of the form it stands in; null for one by its type.</summary>
    public string? Section { get; init; }

    /// <summary>The display name in other base languages, by language code: <c>1055</c> → <c>Diş Numarası</c>.</summary>
    public IReadOnlyDictionary<int, string>? Labels { get; init; }
}

/// <summary>What deleting a row does to the rows whose lookups point to it.</summary>
public enum DeleteBehavior
{
    /// <summary>They stay, and their lookup is emptied.</summary>
    RemoveLink,

    /// <summary>The row cannot be deleted while they are there.</summary>
    Restrict,

    /// <summary>They are deleted too.</summary>
    Cascade,
}

/// <summary>The column types the migration makes, named as Dataverse names them.</summary>
public enum ColumnType
{
    /// <summary>One line of text, up to 4,000 characters.</summary>
    String,

    /// <summary>Text with line breaks, up to 1,048,576 characters.</summary>
    Memo,

    /// <summary>A 32-bit whole number.</summary>
    Integer,

    /// <summary>A decimal number, two places.</summary>
    Decimal,

    /// <summary>Money, two places, with its base-currency twin.</summary>
    Money,

    /// <summary>A day without time and zone.</summary>
    DateOnly,

    /// <summary>A moment, shown in the reader's zone.</summary>
    DateTime,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>A choice with its own options.</summary>
    Picklist,

    /// <summary>A file.</summary>
    File,

    /// <summary>A lookup to the table of <see cref="ColumnMap.Lookup"/>'s object.</summary>
    Lookup,
}
