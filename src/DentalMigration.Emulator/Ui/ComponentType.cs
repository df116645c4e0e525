namespace DentalMigration.Emulator.Ui;

/// <summary>Values of <c>solutioncomponent.componenttype</c>.</summary>
internal enum ComponentType
{
    Entity = 1,
    Attribute = 2,
    OptionSet = 9,
    EntityRelationship = 10,
    EntityKey = 14,
    Role = 20,
    SavedQuery = 26,
    Workflow = 29,
    SavedQueryVisualization = 59,
    SystemForm = 60,
    WebResource = 61,
    SiteMap = 62,
    FieldSecurityProfile = 70,
    FieldPermission = 71,
    AppModule = 80,
    SdkMessageProcessingStep = 92,
}

/// <summary>A component that may go into a solution.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Id">Its row's id or its metadata id.</param>
/// <param name="Table">Metadata id of the table that it is a part of, if it is.</param>
internal sealed record SolutionComponent(ComponentType Type, Guid Id, Guid? Table);
