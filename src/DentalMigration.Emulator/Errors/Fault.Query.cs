namespace DentalMigration.Emulator.Errors;

/// <summary>Refusals about FetchXML and query expressions.</summary>
internal static partial class Fault
{
    public static DataverseFault FetchInvalid(string why) => new(400, "0x80041102", "Invalid FetchXML: " + why);

    public static DataverseFault FetchNoColumn(string table, string column) => new(400, "0x80041103",
        $"'{table}' entity doesn't contain attribute with Name = '{column}' and NameMapping = 'Logical'.");
}
