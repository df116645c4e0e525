using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <summary>A line of text.</summary>
public sealed record StringColumn : ColumnDefinition
{
    /// <summary>The longest text in UTF-16 units, at most 4,000.</summary>
    public int MaxLength { get; init; } = 100;

    /// <summary><c>Text</c>, <c>Email</c>, <c>Url</c>, <c>Phone</c> or <c>TextArea</c>.</summary>
    public string Format { get; init; } = "Text";

    internal override string Type => "String";

    internal override void WriteOwn(Utf8JsonWriter json)
    {
        json.WriteValueObject("FormatName", Format);
        json.WriteNumber(nameof(MaxLength), MaxLength);
    }
}

/// <summary>Text of several lines.</summary>
public sealed record MemoColumn : ColumnDefinition
{
    /// <summary>The longest text in UTF-16 units, at most 1,048,576.</summary>
    public int MaxLength { get; init; } = 2000;

    internal override string Type => "Memo";

    internal override void WriteOwn(Utf8JsonWriter json)
    {
        json.WriteString("Format", "TextArea");
        json.WriteNumber(nameof(MaxLength), MaxLength);
    }
}
