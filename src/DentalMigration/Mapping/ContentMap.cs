namespace DentalMigration.Mapping;

/// <summary>The file that goes with a row, sent after the row is there.</summary>
public sealed record ContentMap
{
    /// <summary>Fields that name the file, the first with a value wins; of type <see cref="Systems.FieldType.File"/>.</summary>
    public required IReadOnlyList<string> From { get; init; }

    /// <summary><c>documentbody</c> of an annotation, or a file column.</summary>
    public required string Column { get; init; }

    /// <summary>Fields for the name shown, the first with a value wins; the file's own name otherwise.</summary>
    public IReadOnlyList<string> Name { get; init; } = [];

    /// <summary>Fields for the MIME type; told from the name otherwise.</summary>
    public IReadOnlyList<string> MimeType { get; init; } = [];

    /// <summary>Which files are this object's: all, those an annotation of the organisation can hold, or those too large for one.</summary>
    public ContentSize Size { get; init; } = ContentSize.Any;
}

/// <summary>Which files an object takes, by size against the organisation's limit for annotations.</summary>
public enum ContentSize
{
    /// <summary>All.</summary>
    Any,

    /// <summary>Those that fit an annotation, and those that cannot be read at all, which are held.</summary>
    FitsNote,

    /// <summary>Those too large for an annotation.</summary>
    TooLargeForNote,
}
