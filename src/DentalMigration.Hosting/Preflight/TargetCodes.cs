namespace DentalMigration.Hosting.Preflight;

/// <summary>The findings about a target, by which they are waived.</summary>
public static class TargetCodes
{
    /// <summary>Another organisation than the one that is meant.</summary>
    public const string WrongOrganization = nameof(WrongOrganization);

    /// <summary>The user signed in is disabled.</summary>
    public const string UserDisabled = nameof(UserDisabled);

    /// <summary>The map writes what cannot work, or what a column there does not take.</summary>
    public const string MapDoesNotFit = nameof(MapDoesNotFit);

    /// <summary>Something of another kind is where the map wants its own.</summary>
    public const string SchemaConflict = nameof(SchemaConflict);

    /// <summary>A table, column, choice or key of the map is missing.</summary>
    public const string SchemaMissing = nameof(SchemaMissing);

    /// <summary>Schema is missing and the user may not make it.</summary>
    public const string SchemaNotCreatable = nameof(SchemaNotCreatable);

    /// <summary>The user may not set when a row was created.</summary>
    public const string CreatedOnNotAllowed = nameof(CreatedOnNotAllowed);

    /// <summary>The user may not bypass custom logic.</summary>
    public const string BypassNotAllowed = nameof(BypassNotAllowed);

    /// <summary>An active cloud flow starts on a table of the map.</summary>
    public const string FlowActive = nameof(FlowActive);

    /// <summary>An active workflow runs on a table of the map.</summary>
    public const string WorkflowActive = nameof(WorkflowActive);

    /// <summary>An active business rule runs on a table of the map.</summary>
    public const string BusinessRuleActive = nameof(BusinessRuleActive);

    /// <summary>An enabled custom plug-in step runs on a table of the map.</summary>
    public const string PlugInActive = nameof(PlugInActive);

    /// <summary>A published duplicate detection rule covers a table of the map.</summary>
    public const string DuplicateRuleActive = nameof(DuplicateRuleActive);

    /// <summary>Appointments would be synchronised, and their patients invited by mail.</summary>
    public const string AppointmentSyncActive = nameof(AppointmentSyncActive);

    /// <summary>Files of the export have blocked extensions.</summary>
    public const string AttachmentsBlocked = nameof(AttachmentsBlocked);

    /// <summary>Files of the export are larger than where they are mapped to.</summary>
    public const string AttachmentsTooLarge = nameof(AttachmentsTooLarge);

    /// <summary>The organisation counts in another currency.</summary>
    public const string BaseCurrencyDiffers = nameof(BaseCurrencyDiffers);

    /// <summary>A language is not provisioned.</summary>
    public const string LanguageMissing = nameof(LanguageMissing);

    /// <summary>The map's tables would pass what the licence allows.</summary>
    public const string TableLimitPassed = nameof(TableLimitPassed);

    /// <summary>The organisation would not say.</summary>
    public const string CouldNotCheck = nameof(CouldNotCheck);

    /// <summary>What a person may waive. The rest cannot be loaded over: it is mended.</summary>
    public static IReadOnlyList<string> Waivable { get; } =
    [
        CreatedOnNotAllowed, BypassNotAllowed, FlowActive, WorkflowActive, BusinessRuleActive, PlugInActive, DuplicateRuleActive,
        AppointmentSyncActive, AttachmentsBlocked, AttachmentsTooLarge, BaseCurrencyDiffers, LanguageMissing, TableLimitPassed, CouldNotCheck,
    ];
}
