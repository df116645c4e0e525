using System.Text.Json.Nodes;

namespace DentalMigration.Dataverse;

/// <summary>What to change of a column; <see langword="null"/> leaves it as it is.</summary>
public sealed record ColumnChange
{
    /// <summary>The name that people see.</summary>
    public LocalizedText? DisplayName { get; init; }

    /// <summary>What the column is for.</summary>
    public LocalizedText? Description { get; init; }

    /// <summary><c>None</c>, <c>Recommended</c> or <c>ApplicationRequired</c>.</summary>
    public string? RequiredLevel { get; init; }

    /// <summary>The longest text, in UTF-16 units.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether field-level security covers it.</summary>
    public bool? IsSecured { get; init; }

    /// <summary>Whether labels in languages that are not given stay (MSCRM.MergeLabels); without it they are lost.</summary>
    public bool MergeLabels { get; init; } = true;

    /// <summary>Changes the definition as the service gave it.</summary>
    /// <returns>Whether anything is different now.</returns>
    internal bool Apply(JsonObject definition)
    {
        string before = definition.ToJsonString();
        SetLabel(definition, nameof(DisplayName), DisplayName);
        SetLabel(definition, nameof(Description), Description);
        if (RequiredLevel is not null)
        {
            Managed(definition, nameof(RequiredLevel))["Value"] = RequiredLevel;
        }
        if (MaxLength is { } length)
        {
            definition[nameof(MaxLength)] = length;
        }
        if (IsSecured is { } secured)
        {
            definition[nameof(IsSecured)] = secured;
        }
        return definition.ToJsonString() != before;
    }

    private static void SetLabel(JsonObject definition, string name, LocalizedText? text)
    {
        if (text is not null)
        {
            ReadOnlyMemory<byte> label = DefinitionJson.Object(json => json.WriteLabel(name, text));
            definition[name] = JsonNode.Parse(label.Span)![name]!.DeepClone();
        }
    }

    private static JsonObject Managed(JsonObject definition, string name)
    {
        if (definition[name] is not JsonObject managed)
        {
            definition[name] = managed = [];
        }
        return managed;
    }
}
