using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <summary>A choice with options of its own, or with those of a global choice.</summary>
public sealed record ChoiceColumn : ColumnDefinition
{
    /// <summary>The options of a local choice.</summary>
    public IReadOnlyList<ChoiceOption> Options { get; init; } = [];

    /// <summary>The name of the global choice instead.</summary>
    public string? GlobalChoice { get; init; }

    /// <summary>Whether a row may have several; its value is then a text such as <c>1,2</c>.</summary>
    public bool Multiple { get; init; }

    /// <summary>The global choice's id, found by its name before the column is made.</summary>
    internal Guid? GlobalChoiceId { get; init; }

    internal override string Type => Multiple ? "MultiSelectPicklist" : "Picklist";

    internal override string LegacyType => Multiple ? "Virtual" : "Picklist";

    internal override void WriteOwn(Utf8JsonWriter json)
    {
        if (GlobalChoiceId is { } id)
        {
            json.WriteString("GlobalOptionSet@odata.bind", $"/GlobalOptionSetDefinitions({id:D})");
            return;
        }
        json.WriteStartObject("OptionSet");
        json.WriteString("@odata.type", "Microsoft.Dynamics.CRM.OptionSetMetadata");
        json.WriteBoolean("IsGlobal", false);
        json.WriteString("OptionSetType", "Picklist");
        json.WriteOptions(Options);
        json.WriteEndObject();
    }
}
