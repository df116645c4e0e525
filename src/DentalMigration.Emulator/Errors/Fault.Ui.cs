namespace DentalMigration.Emulator.Errors;

/// <summary>Refusals about forms, views, charts, site maps, apps, publishers and solutions.</summary>
internal static partial class Fault
{
    public static DataverseFault InvalidXml(string why) => new(400, "0x80040201", "Invalid XML. " + why);

    public static DataverseFault FormInvalid(string why) => new(400, "0x8004801a",
        $"The form XML is invalid. XSD validation failed with the following error: '{why}'.");

    public static DataverseFault MissingDependency(string kind, string name, string dependent, Guid id) => new(400, "0x8004f036",
        $"The dependent component {kind} (Id={name}) does not exist. Failure trying to associate it with {dependent} (Id={id}) as a dependency. " +
        $"Missing dependency lookup type = {kind}NameLookup.");

    public static DataverseFault FormType(int type) => new(400, "0x80060874", Invariant($"Invalid form type used in Create call: {type}."));

    public static DataverseFault DashboardWithTable() => new(400, "0x8004e30b", "An entity type cannot be specified for a dashboard.");

    public static DataverseFault LastForm(int type, string table) => new(400, "0x8004f654", Invariant(
        $"You cannot delete this form because it is the only fallback form of type {type} for the {table} entity. Each entity must have at least one fallback form for each form type."));

    public static DataverseFault NotUpdatable(string column) => new(400, "0x80041100",
        $"An attempt was made to update a non-updateable field: '{column}'.");

    public static DataverseFault FetchEntityMismatch() => new(400, "0x80041128",
        "The entity name specified in fetchxml does not match the entity name specified in the Entity or Query Expression.");

    public static DataverseFault FetchNoEntity(string name) => new(400, "0x80041102", $"The entity with a name = '{name}' was not found in the MetadataCache.");

    public static DataverseFault FetchNode(string name) => new(400, "0x8004111c", $"The element node encountered is invalid: '{name}'.");

    public static DataverseFault FetchOperator(string name) => new(400, "0x80041120", $"Unsupported condition operator '{name}'.");

    public static DataverseFault FetchFilterType() => new(400, "0x80041122", "Unsupported filter type. Valid values are 'and', or 'or'.");

    public static DataverseFault FetchAlias(string alias) => new(400, "0x80041130", $"FetchXML should have unique aliases. '{alias}' is not.");

    public static DataverseFault FetchNoAlias(string alias) => new(400, "0x8004110a",
        $"The specified alias '{alias}' for the given entity in the condition does not exist.");

    public static DataverseFault LayoutInvalid(string why) => new(400, "0x80040201", "Invalid XML. The layoutxml is not valid: " + why);

    public static DataverseFault QuickFindExists(string table) => new(400, "0x8004853a",
        $"Only one quickfind saved query can exist for an entity. There already exists a quick-find saved query for entity with objecttypecode: {table}");

    public static DataverseFault ViewTypeExists(int type, string table) => new(400, "0x80040203", Invariant(
        $"A view of type {type} exists for {table} already, and there can be only one. Update it instead."));

    public static DataverseFault CannedView() => new(400, "0x8004022f", "System-defined views cannot be deleted.");

    public static DataverseFault DefaultViewState() => new(400, "0x8004027a", "Default views cannot be deactivated.");

    public static DataverseFault ChartData(string why) => new(400, "0x8004e000", "The data description for the visualization is invalid. " + why);

    public static DataverseFault ChartEntity() => new(400, "0x8004e001",
        "The data description for the visualization is invalid. It can only have attributes either from the primary entity or from entities linked to it.");

    public static DataverseFault ChartPresentation(string why) =>
        new(400, "0x8004e002", "The presentation description is invalid. " + why);

    public static DataverseFault ChartAreas() => new(400, "0x8004e008", "Multiple Chart Areas are not supported.");

    public static DataverseFault SiteMapEmpty() => new(400, "0x8004f402", "Sitemap xml is empty.");

    public static DataverseFault SiteMapInvalid(string why, int line, int position) => new(400, "0x8004f401", Invariant(
        $"Sitemap xml failed XSD validation with the following error: '{why}' at line {line} position {position}."));

    public static DataverseFault RequiredComponent(string kind, string name, string by) => new(400, "0x8004f041",
        $"The required component {kind} (Name={name}) that was defined for the {by} could not be found in the system.");

    public static DataverseFault AppUniqueName() => new(400, "0x8005011e",
        "The unique name exceeds the maximum length of 40 characters or contains invalid characters. Only letters and numbers are allowed.");

    public static DataverseFault AppUniqueNameTaken() => new(400, "0x8005011f", "The name you entered is already in use.");

    public static DataverseFault AppUniqueNameFixed() => new(400, "0x80050119", "You can’t change the unique name.");

    public static DataverseFault AppUnknown() => new(400, "0x80050116", "The app ID is invalid or you don’t have access to the app.");

    public static DataverseFault AppComponentType(string type) =>
        new(400, "0x80050112", $"An app can’t reference the component type “{type}”.");

    public static DataverseFault AppComponentUnknown(string id, string type) =>
        new(400, "0x80050113", $"The ID {id} doesn’t exist or isn’t valid for the component type “{type}”.");

    public static DataverseFault AppSecondSiteMap() => new(400, "0x80050111", "An app can’t have multiple site maps.");

    public static DataverseFault AppNoComponents() => new(400, "0x8005011b", "No component is referenced.");

    public static DataverseFault AppNotPublishable() => new(400, "0x80050114", "We can’t publish the app because it has validation errors.");

    public static DataverseFault NameTaken(string kind, string name) =>
        new(400, "0x8004f023", $"The {kind} unique name '{name}' is already being used and cannot be used again.");

    public static DataverseFault UniqueName(string kind) => new(400, "0x8004f002",
        $"Invalid character specified for {kind} unique name. Only characters within the ranges [A-Z], [a-z], [0-9] or _ are allowed. " +
        "The first character may only be in the ranges [A-Z], [a-z] or _.");

    public static DataverseFault SolutionVersion() => new(400, "0x8004f01e", "An invalid solution version was specified.");

    public static DataverseFault NoSuchSolution(string name) => new(400, "0x8004f002", $"There is no unmanaged solution with the unique name '{name}'.");

    public static DataverseFault NotAComponent(int type) => new(400, "0x8004f018", Invariant($"This item is not a valid solution component. (type {type})"));

    public static DataverseFault PublisherPrefix() => new(400, "0x80044366",
        "The customization prefix is invalid: it has 2 to 8 letters and digits, starts with a letter and not with 'mscrm'.");

    public static DataverseFault OptionPrefix() => new(400, "0x80048402", "CustomizationOptionValuePrefix must be a number between 10000 and 99999");

    public static DataverseFault RestrictedPublisher() => new(400, "0x8004f006", "Attempting to delete a restricted publisher.");

    public static DataverseFault RestrictedSolution() => new(400, "0x8004f00d", "The default solution cannot be deleted.");
}
