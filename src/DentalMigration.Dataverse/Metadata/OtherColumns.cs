using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <summary>A date, with or without a time.</summary>
public sealed record DateTimeColumn : ColumnDefinition
{
    /// <summary><c>DateOnly</c> or <c>DateAndTime</c>.</summary>
    public string Format { get; init; } = "DateOnly";

    /// <summary><c>UserLocal</c>, <c>DateOnly</c> (an Edm.Date, <c>yyyy-MM-dd</c>) or <c>TimeZoneIndependent</c>.</summary>
    public string Behavior { get; init; } = "DateOnly";

    internal override string Type => "DateTime";

    internal override void WriteOwn(Utf8JsonWriter json)
    {
        json.WriteString(nameof(Format), Format);
        json.WriteValueObject("DateTimeBehavior", Behavior);
    }
}

/// <summary>Yes or no.</summary>
public sealed record BooleanColumn : ColumnDefinition
{
    /// <summary>The label of true.</summary>
    public LocalizedText TrueLabel { get; init; } = "Yes";

    /// <summary>The label of false.</summary>
    public LocalizedText FalseLabel { get; init; } = "No";

    /// <summary>The value of a row that gives none.</summary>
    public bool DefaultValue { get; init; }

    internal override string Type => "Boolean";

    internal override void WriteOwn(Utf8JsonWriter json)
    {
        json.WriteBoolean(nameof(DefaultValue), DefaultValue);
        json.WriteStartObject("OptionSet");
        json.WriteString("@odata.type", "Microsoft.Dynamics.CRM.BooleanOptionSetMetadata");
        json.WriteString("OptionSetType", "Boolean");
        json.WritePropertyName("TrueOption");
        new ChoiceOption(1, TrueLabel).Write(json);
        json.WritePropertyName("FalseOption");
        new ChoiceOption(0, FalseLabel).Write(json);
        json.WriteEndObject();
    }
}

/// <summary>A file; filled by its own requests, never by a create or update.</summary>
public sealed record FileColumn : ColumnDefinition
{
    /// <summary>The largest file in KiB.</summary>
    public int MaxSizeInKB { get; init; } = 32_768;

    internal override string Type => "File";

    internal override string LegacyType => "Virtual";

    internal override void WriteOwn(Utf8JsonWriter json) => json.WriteNumber(nameof(MaxSizeInKB), MaxSizeInKB);
}

/// <summary>An image.</summary>
public sealed record ImageColumn : ColumnDefinition
{
    /// <summary>Whether more than a thumbnail is kept.</summary>
    public bool CanStoreFullImage { get; init; } = true;

    /// <summary>The largest image in KiB.</summary>
    public int MaxSizeInKB { get; init; } = 10_240;

    internal override string Type => "Image";

    internal override string LegacyType => "Virtual";

    internal override void WriteOwn(Utf8JsonWriter json)
    {
        json.WriteBoolean(nameof(CanStoreFullImage), CanStoreFullImage);
        json.WriteNumber(nameof(MaxSizeInKB), MaxSizeInKB);
    }
}
