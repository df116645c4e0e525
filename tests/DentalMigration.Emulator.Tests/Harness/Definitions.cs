namespace DentalMigration.Emulator.Tests.Harness;

/// <summary>Metadata bodies that tests share.</summary>
internal static class Definitions
{
    public static string Label(string text) =>
        $$"""{"@odata.type":"Microsoft.Dynamics.CRM.Label","LocalizedLabels":[{"@odata.type":"Microsoft.Dynamics.CRM.LocalizedLabel","Label":"{{text}}","LanguageCode":1033}]}""";

    public static string Table(string schemaName, string extra = "", string ownership = "UserOwned") => $$"""
        {"@odata.type":"Microsoft.Dynamics.CRM.EntityMetadata","SchemaName":"{{schemaName}}","DisplayName":{{Label(schemaName)}},
         "DisplayCollectionName":{{Label(schemaName + "s")}},"OwnershipType":"{{ownership}}","HasActivities":false,"HasNotes":true,"IsActivity":false,
         "Attributes":[{"@odata.type":"Microsoft.Dynamics.CRM.StringAttributeMetadata","SchemaName":"new_Name","IsPrimaryName":true,
            "FormatName":{"Value":"Text"},"MaxLength":100,"DisplayName":{{Label("Name")}}}{{extra}}]}
        """;

    public static string Column(string type, string schemaName, string extra = "") =>
        $$"""{"@odata.type":"Microsoft.Dynamics.CRM.{{type}}AttributeMetadata","SchemaName":"{{schemaName}}","DisplayName":{{Label(schemaName)}}{{extra}}}""";

    public static string Lookup(string relationship, string from, string to, string lookup, string onDelete = "RemoveLink", string onAssign = "NoCascade") => $$"""
        {"@odata.type":"Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata","SchemaName":"{{relationship}}","ReferencedEntity":"{{to}}","ReferencingEntity":"{{from}}",
         "CascadeConfiguration":{"Assign":"{{onAssign}}","Delete":"{{onDelete}}","Merge":"NoCascade","Reparent":"NoCascade","Share":"NoCascade","Unshare":"NoCascade"},
         "Lookup":{"@odata.type":"Microsoft.Dynamics.CRM.LookupAttributeMetadata","SchemaName":"{{lookup}}","DisplayName":{{Label(lookup)}} } }
        """;

    public static string Key(string schemaName, params string[] columns) =>
        $$"""{"SchemaName":"{{schemaName}}","DisplayName":{{Label(schemaName)}},"KeyAttributes":[{{string.Join(",", columns.Select(c => $"\"{c}\""))}}]}""";
}
