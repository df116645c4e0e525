namespace DentalMigration.Emulator.Errors;

/// <summary>Refusals about tables, columns, relationships, keys and choices.</summary>
internal static partial class Fault
{
    public static DataverseFault NoSuchTable(string name) =>
        new(404, "0x80060888", $"Could not find an entity with name {name} and id 00000000-0000-0000-0000-000000000000.");

    public static DataverseFault NoSuchComponent(string kind, string name) =>
        new(404, "0x80060888", $"Could not find {kind} with name or id {name}.");

    public static DataverseFault BadPrefix(string name) => new(400, "0x80044366",
        $"The name '{name}' is not valid: it must start with a valid customization prefix of a publisher, followed by an underscore.");

    public static DataverseFault BadName(string name) =>
        new(400, "0x80044310", $"The schema name '{name}' is not valid: only letters, digits and underscores are allowed.");

    public static DataverseFault DuplicateTable(string name) =>
        new(400, "0x80044363", $"An entity with the specified name {name} already exists. Specify a unique name.");

    public static DataverseFault DuplicateColumn(string name, string table) => new(400, "0x80047013",
        $"Attribute {name} already exists in table {table}.");

    public static DataverseFault DuplicateRelationship(string name) =>
        new(400, "0x80044361", $"A relationship with the name {name} already exists. Specify a unique name.");

    public static DataverseFault DuplicateKeyName(string name) =>
        new(400, "0x80060893", $"An entity key with the name {name} already exists.");

    public static DataverseFault DuplicateChoice(string name) =>
        new(400, "0x80048403", $"An OptionSet with the name {name} already exists. Specify a unique name.");

    public static DataverseFault KeyInvalid(string why) => new(400, "0x80060894", "The entity key is not valid: " + why);

    public static DataverseFault KeySecured(string column) =>
        new(400, "0x80060896", $"The secured column {column} cannot be part of a key.");

    public static DataverseFault NoPrimaryName() =>
        new(400, "0x80044308", "An entity must have one attribute with IsPrimaryName set to true.");

    public static DataverseFault NoCustomColumns(string table) =>
        new(400, "0x80047010", $"The entity '{table}' cannot have custom attributes.");

    public static DataverseFault NotCustom(string kind, string name) =>
        new(400, "0x80044303", $"The {kind} {name} is a system component and cannot be deleted.");

    public static DataverseFault Referenced(string kind, string name, int count) => new(400, "0x8004f01f",
        $"The {kind}({name}) component cannot be deleted because it is referenced by {count} other components. For a list of referenced components, use the RetrieveDependenciesForDelete message.");

    public static DataverseFault SecondParent(string table) => new(400, "0x80047007", $"An entity can have only one parental relationship. ({table})");

    public static DataverseFault CustomParent(string table) =>
        new(400, "0x80047102", $"A custom entity can not have a parental relationship to a system entity. ({table})");

    public static DataverseFault CascadeInvalid(string action, string behavior) => new(400, "0x80048204",
        $"The cascade link type is not valid for the cascade action. ({action}: {behavior})");

    public static DataverseFault InvalidMetadata(string why) => new(400, "0x80048d19", "Invalid metadata definition: " + why);

    public static DataverseFault OptionInvalid(string why) => new(400, "0x80048402", "The option value is not valid: " + why);
}
