using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <summary>A column to be made (powerapps-docs, webapi/create-update-column-definitions-using-web-api.md). Lookups are made
/// with a <see cref="RelationshipDefinition"/>.</summary>
public abstract record ColumnDefinition
{
    private protected ColumnDefinition()
    {
    }

    /// <summary>With the publisher's prefix, such as <c>new_Amount</c>.</summary>
    public required string SchemaName { get; init; }

    /// <summary>The name that people see.</summary>
    public required LocalizedText DisplayName { get; init; }

    /// <summary>What the column is for.</summary>
    public LocalizedText? Description { get; init; }

    /// <summary><c>None</c>, <c>Recommended</c> or <c>ApplicationRequired</c>; only forms enforce it.</summary>
    public string RequiredLevel { get; init; } = "None";

    /// <summary>True where only those a column security profile allows may read it. System administrators always may.</summary>
    public bool IsSecured { get; init; }

    /// <summary>The type in <c>Microsoft.Dynamics.CRM.{Type}AttributeMetadata</c> and in <c>AttributeTypeName</c>.</summary>
    internal abstract string Type { get; }

    /// <summary>The older <c>AttributeType</c>, which calls newer types virtual.</summary>
    internal virtual string LegacyType => Type;

    /// <summary>Writes what only this type has.</summary>
    internal abstract void WriteOwn(Utf8JsonWriter json);

    /// <summary>Writes the whole definition as an object.</summary>
    internal void Write(Utf8JsonWriter json, bool isPrimaryName = false, string typePrefix = "")
    {
        json.WriteStartObject();
        json.WriteString("@odata.type", $"Microsoft.Dynamics.CRM.{typePrefix}{Type}AttributeMetadata");
        json.WriteString("AttributeType", LegacyType);
        json.WriteValueObject("AttributeTypeName", Type + "Type");
        json.WriteString(nameof(SchemaName), SchemaName);
        json.WriteLabel("DisplayName", DisplayName);
        json.WriteLabel("Description", Description);
        json.WriteStartObject(nameof(RequiredLevel));
        json.WriteString("Value", RequiredLevel);
        json.WriteBoolean("CanBeChanged", true);
        json.WriteString("ManagedPropertyLogicalName", "canmodifyrequirementlevelsettings");
        json.WriteEndObject();
        if (IsSecured)
        {
            json.WriteBoolean(nameof(IsSecured), true);
        }
        if (isPrimaryName)
        {
            json.WriteBoolean("IsPrimaryName", true);
        }
        WriteOwn(json);
        json.WriteEndObject();
    }
}
