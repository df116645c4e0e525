using System.Text.Json.Nodes;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Metadata;

/// <summary>Declarations in the JSON shapes of the service.</summary>
internal static class MetaJson
{
    public const string Namespace = "#Microsoft.Dynamics.CRM.";

    public static JsonObject Label(IReadOnlyList<LocalText> texts)
    {
        var labels = new JsonArray([.. texts.Select(One)]);
        return new JsonObject { ["LocalizedLabels"] = labels, ["UserLocalizedLabel"] = texts.Count > 0 ? One(texts[0]) : null };

        static JsonObject One(LocalText text) => new()
        {
            ["Label"] = text.Text, ["LanguageCode"] = text.Language, ["IsManaged"] = false, ["MetadataId"] = Guid.Empty,
                ["HasChanged"] = null,
        };
    }

    public static JsonObject Managed(JsonNode value) => new() { ["Value"] = value, ["CanBeChanged"] = true };

    public static JsonObject Option(ChoiceOption option) => new()
    {
        ["Value"] = option.Value, ["State"] = option.State, ["Color"] = null, ["IsManaged"] = false, ["Label"] = Label(option.Label),
            ["Description"] = Label(option.Description ?? []),
    };

    public static JsonObject Choice(ChoiceDef choice) => new()
    {
        ["@odata.type"] = Namespace + "OptionSetMetadata", ["MetadataId"] = choice.MetadataId, ["Name"] = choice.Name, ["IsGlobal"] = true,
        ["IsCustomOptionSet"] = true, ["IsManaged"] = false, ["OptionSetType"] = "Picklist", ["DisplayName"] = Label(choice.Label),
        ["Description"] = Label(choice.Description), ["Options"] = new JsonArray([.. choice.Options.Select(Option)]),
    };

    public static JsonObject Key(KeyDef key) => new()
    {
        ["MetadataId"] = key.MetadataId, ["LogicalName"] = key.Name, ["SchemaName"] = key.SchemaName, ["EntityLogicalName"] = key.Table,
        ["KeyAttributes"] = new JsonArray([.. key.Columns.Select(c => (JsonNode)c)]), ["EntityKeyIndexStatus"] = key.Status.ToString(),
        ["DisplayName"] = Label(key.Label), ["IsManaged"] = false, ["IsCustomizable"] = Managed(true), ["AsyncJob"] = null,
    };

    public static JsonObject Relationship(RelationshipDef r, string referencedId) => r.IsManyToMany
        ? new JsonObject
        {
            ["@odata.type"] = Namespace + "ManyToManyRelationshipMetadata", ["MetadataId"] = r.MetadataId, ["SchemaName"] = r.SchemaName,
            ["IsCustomRelationship"] = r.IsCustom, ["RelationshipType"] = "ManyToManyRelationship", ["IsManaged"] = !r.IsCustom,
            ["Entity1LogicalName"] = r.Referenced, ["Entity2LogicalName"] = r.Referencing, ["IntersectEntityName"] = r.Column,
            ["Entity1IntersectAttribute"] = r.FirstColumn, ["Entity2IntersectAttribute"] = r.SecondColumn,
            ["Entity1NavigationPropertyName"] = r.ReferencedNav, ["Entity2NavigationPropertyName"] = r.ReferencingNav,
        }
        : new JsonObject
        {
            ["@odata.type"] = Namespace + "OneToManyRelationshipMetadata", ["MetadataId"] = r.MetadataId, ["SchemaName"] = r.SchemaName,
            ["IsCustomRelationship"] = r.IsCustom, ["RelationshipType"] = "OneToManyRelationship", ["IsManaged"] = !r.IsCustom,
            ["ReferencedEntity"] = r.Referenced, ["ReferencedAttribute"] = referencedId, ["ReferencingEntity"] = r.Referencing,
            ["ReferencingAttribute"] = r.Column, ["ReferencedEntityNavigationPropertyName"] = r.ReferencedNav,
            ["ReferencingEntityNavigationPropertyName"] = r.ReferencingNav, ["IsHierarchical"] = false,
            ["CascadeConfiguration"] = new JsonObject
            {
                ["Assign"] = r.OnAssign, ["Delete"] = r.OnDelete, ["Merge"] = r.OnMerge, ["Reparent"] = r.OnReparent, ["Share"] = r.OnShare,
                ["Unshare"] = r.OnUnshare, ["RollupView"] = "NoCascade",
            },
        };

    public static JsonObject Table(Table table)
    {
        TableDef t = table.Definition;
        return new JsonObject
        {
            ["MetadataId"] = t.MetadataId, ["LogicalName"] = t.Name, ["SchemaName"] = t.SchemaName, ["EntitySetName"] = t.SetName,
            ["LogicalCollectionName"] = t.SetName, ["CollectionSchemaName"] = t.SchemaName + "s", ["PrimaryIdAttribute"] = t.PrimaryId,
            ["PrimaryNameAttribute"] = t.PrimaryName, ["ObjectTypeCode"] = t.TypeCode, ["OwnershipType"] = t.Ownership,
                ["IsActivity"] = t.IsActivity,
            ["HasActivities"] = t.HasActivities, ["HasNotes"] = t.HasNotes, ["IsCustomEntity"] = t.IsCustom, ["IsManaged"] = !t.IsCustom,
            ["IsIntersect"] = t.IsIntersect, ["IsPrivate"] = false, ["TableType"] = "Standard",
                ["ChangeTrackingEnabled"] = t.ChangeTracking,
            ["IsOptimisticConcurrencyEnabled"] = true, ["IsBPFEntity"] = false, ["IsValidForAdvancedFind"] = true,
                ["IsActivityParty"] = t.Name == "activityparty",
            ["CanCreateAttributes"] = Managed(t.IsCustom || t.AllowsCustomColumns), ["IsCustomizable"] = Managed(true),
            ["CanBePrimaryEntityInRelationship"] = Managed(t.IsCustom || t.AllowsCustomColumns),
                ["CanBeRelatedEntityInRelationship"] = Managed(t.IsCustom || t.AllowsCustomColumns),
            ["CanBeInManyToMany"] = Managed(t.IsCustom || t.AllowsCustomColumns), ["DisplayName"] = Label(t.Label),
            ["DisplayCollectionName"] = Label(t.CollectionLabel), ["Description"] = Label(t.Description),
        };
    }
}
