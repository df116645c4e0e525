namespace DentalMigration.Systems;

/// <summary>What a source field holds, and so how its text is read. See <see cref="Sources.FieldReading"/> for the .NET types.</summary>
public enum FieldType
{
    /// <summary>One line of text, trimmed. <see cref="string"/>.</summary>
    Text,

    /// <summary>Text that may hold line breaks. <see cref="string"/>.</summary>
    Multiline,

    /// <summary>A code: text that must never be read as a number or a date (402.010, 1-7, 00123). <see cref="string"/>.</summary>
    Code,

    /// <summary>A calendar day. <see cref="DateOnly"/>.</summary>
    Date,

    /// <summary>A local date and time of the practice. <see cref="System.DateTime"/> of kind Unspecified.</summary>
    DateTime,

    /// <summary>A time of day. <see cref="TimeOnly"/>.</summary>
    Time,

    /// <summary>An amount of money. <see cref="decimal"/>.</summary>
    Money,

    /// <summary>A number with a fraction. <see cref="decimal"/>.</summary>
    Decimal,

    /// <summary>A whole number. <see cref="long"/>.</summary>
    Integer,

    /// <summary>Yes or no, in the system's words. <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>A telephone number, or several in one cell. <see cref="string"/> as written.</summary>
    Phone,

    /// <summary>An e-mail address. <see cref="string"/> as written.</summary>
    Email,

    /// <summary>Where a file is kept: a path within the export, a URL, a database key. <see cref="string"/> as written.</summary>
    File,
}
