using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Identity;

/// <summary>Names of privileges.</summary>
internal static class Privileges
{
    public const string OverrideCreatedOn = "prvOverrideCreatedOnCreatedBy";
    public const string ActOnBehalf = "prvActOnBehalfOfAnotherUser";
    public const string BypassPlugins = "prvBypassCustomPlugins";
    public const string BypassLogic = "prvBypassCustomBusinessLogic";
    public const string AssignRole = "prvAssignRole";
    public const string BulkDelete = "prvBulkDelete";
    public const string Publish = "prvPublishCustomization";

    /// <summary>The column security profile of system administrators, the same in every organization.</summary>
    public static readonly Guid AdministratorProfile = new("572329c1-a042-4e22-be47-367c6374ea45");

    /// <summary>What the built-in Salesperson role lacks: customizing, administering users, and standing in for others.</summary>
    public static readonly IReadOnlyList<string> NotForSalespeople =
    [
        "prvCreateEntity", "prvWriteEntity", "prvDeleteEntity", "prvCreateAttribute", "prvWriteAttribute", "prvDeleteAttribute",
            "prvCreateRelationship",
        "prvWriteRelationship", "prvDeleteRelationship", "prvCreateOptionSet", "prvWriteOptionSet", "prvDeleteOptionSet",
            "prvCreateCustomization",
        "prvWriteCustomization", "prvDeleteCustomization", Publish, "prvCreatePublisher", "prvWritePublisher", "prvDeletePublisher",
            "prvCreateSolution",
        "prvWriteSolution", "prvDeleteSolution", "prvCreateUser", "prvWriteUser", "prvDeleteUser", "prvCreateRole", "prvWriteRole",
            "prvDeleteRole", AssignRole,
        "prvCreateSystemForm", "prvWriteSystemForm", "prvDeleteSystemForm", "prvCreateSavedQuery", "prvWriteSavedQuery", "prvDeleteSavedQuery",
        "prvCreateSavedQueryVisualization", "prvWriteSavedQueryVisualization", "prvDeleteSavedQueryVisualization",
        "prvCreateSiteMap", "prvWriteSiteMap", "prvDeleteSiteMap", "prvCreateAppModule", "prvWriteAppModule", "prvDeleteAppModule",
        "prvCreateFieldSecurityProfile", "prvWriteFieldSecurityProfile", "prvDeleteFieldSecurityProfile",
        "prvCreateFieldPermission", "prvWriteFieldPermission", "prvDeleteFieldPermission",
        "prvCreateSdkMessageProcessingStep", "prvWriteSdkMessageProcessingStep", "prvDeleteSdkMessageProcessingStep",
        "prvCreateEmailServerProfile", "prvWriteEmailServerProfile", "prvDeleteEmailServerProfile",
        "prvWriteOrganization", ActOnBehalf, BypassPlugins, BypassLogic,
    ];

    /// <summary>The privilege for an action (Create, Read, Write, Delete) on rows of a table; activities share one.</summary>
    public static string For(string action, Table table) => For(action, table.Definition);

    /// <summary>The privilege for an action on rows of a table.</summary>
    public static string For(string action, TableDef table) => "prv" + action + table.Name switch
    {
        "annotation" => "Note",
        "systemuser" => "User",
        "transactioncurrency" => "TransactionCurrency",
        "activitypointer" or "activityparty" => "Activity",
        _ => table.IsActivity ? "Activity" : table.SchemaName,
    };
}
