using System.Text.Json.Nodes;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Metadata;

/// <summary>Attribute metadata in the JSON shapes of the service, by attribute type.</summary>
internal static class ColumnJson
{
    /// <summary>Name of the metadata type of a column, without namespace.</summary>
    public static string TypeName(ColumnDef column) => column.Type switch
    {
        ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner or ColumnType.PartyList => "LookupAttributeMetadata",
        ColumnType.Uniqueidentifier => "UniqueIdentifierAttributeMetadata",
        ColumnType.Virtual => "AttributeMetadata",
        _ => column.Type + "AttributeMetadata",
    };

    public static JsonObject Of(ColumnDef c)
    {
        var json = new JsonObject
        {
            ["@odata.type"] = MetaJson.Namespace + TypeName(c), ["MetadataId"] = c.MetadataId, ["LogicalName"] = c.Name,
                ["SchemaName"] = c.SchemaName,
            ["EntityLogicalName"] = c.Table, ["AttributeType"] = AttributeType(c),
                ["AttributeTypeName"] = new JsonObject { ["Value"] = c.Type + "Type" },
            ["AttributeOf"] = c.PartOf, ["IsCustomAttribute"] = c.IsCustom, ["IsPrimaryId"] = c.IsPrimaryId,
                ["IsPrimaryName"] = c.IsPrimaryName,
            ["IsValidForCreate"] = c.ForCreate, ["IsValidForRead"] = c.Readable, ["IsValidForUpdate"] = c.ForUpdate,
                ["IsSecured"] = c.IsSecured, ["CanBeSecuredForRead"] = ColumnReader.CanBeSecured(c),
            ["CanBeSecuredForCreate"] = ColumnReader.CanBeSecured(c) && c.ForCreate, ["CanBeSecuredForUpdate"] = ColumnReader.CanBeSecured(c) && c.ForUpdate,
            ["IsLogical"] = c.PartOf is not null, ["IsManaged"] = !c.IsCustom, ["RequiredLevel"] = MetaJson.Managed(c.Required),
            ["IsCustomizable"] = MetaJson.Managed(true), ["IsValidODataAttribute"] = c.IsVisible,
                ["DisplayName"] = MetaJson.Label(c.Label), ["Description"] = MetaJson.Label(c.Description),
        };
        Detail(json, c);
        return json;
    }

    private static string AttributeType(ColumnDef c) =>
        c.Type is ColumnType.MultiSelectPicklist or ColumnType.Image or ColumnType.File ? "Virtual" : c.Type.ToString();

    private static void Detail(JsonObject json, ColumnDef c)
    {
        switch (c.Type)
        {
            case ColumnType.String or ColumnType.Memo:
                json["MaxLength"] = c.MaxLength;
                json["Format"] = c.Format;
                json["FormatName"] = new JsonObject { ["Value"] = c.Format };
                break;
            case ColumnType.Integer or ColumnType.BigInt or ColumnType.Decimal or ColumnType.Double or ColumnType.Money:
                json["MinValue"] = c.Min;
                json["MaxValue"] = c.Max;
                json["Precision"] = c.Precision;
                json["PrecisionSource"] = c.PrecisionSource;
                json["Format"] = c.Type == ColumnType.Integer ? c.Format : null;
                break;
            case ColumnType.DateTime:
                json["Format"] = c.Format;
                json["DateTimeBehavior"] = new JsonObject { ["Value"] = c.Behavior.Length > 0 ? c.Behavior : "UserLocal" };
                break;
            case ColumnType.Boolean:
                json["DefaultValue"] = c.Default == 1;
                break;
            case ColumnType.Picklist or ColumnType.MultiSelectPicklist or ColumnType.State or ColumnType.Status:
                json["DefaultFormValue"] = c.Default ?? -1;
                break;
            case ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner or ColumnType.PartyList:
                json["Targets"] = new JsonArray([.. c.Targets.Select(t => (JsonNode)t)]);
                break;
            case ColumnType.File or ColumnType.Image:
                json["MaxSizeInKB"] = c.MaxSizeInKb;
                break;
        }
    }

    /// <summary>The local options, or a global choice in the column's own words.</summary>
    public static JsonObject? OptionSet(ColumnDef c, Definitions all)
    {
        if (c.Options.Count == 0)
        {
            return null;
        }
        if (c.Type == ColumnType.Boolean)
        {
            return new JsonObject
            {
                ["@odata.type"] = MetaJson.Namespace + "BooleanOptionSetMetadata", ["IsGlobal"] = false, ["OptionSetType"] = "Boolean",
                ["TrueOption"] = MetaJson.Option(c.Options.FirstOrDefault(o => o.Value == 1) ?? new(1, [new("Yes")])),
                ["FalseOption"] = MetaJson.Option(c.Options.FirstOrDefault(o => o.Value == 0) ?? new(0, [new("No")])),
            };
        }
        if (c.GlobalChoice is { } name && all.Choices.TryGetValue(name, out ChoiceDef? choice))
        {
            return MetaJson.Choice(choice);
        }
        return new JsonObject
        {
            ["@odata.type"] = MetaJson.Namespace + "OptionSetMetadata", ["MetadataId"] = c.MetadataId, ["Name"] = $"{c.Table}_{c.Name}",
                ["IsGlobal"] = false,
            ["OptionSetType"] = c.Type is ColumnType.State or ColumnType.Status ? c.Type.ToString() : "Picklist",
            ["Options"] = new JsonArray([.. c.Options.Select(MetaJson.Option)]),
        };
    }
}
