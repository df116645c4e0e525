using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>The group and its two locations.</summary>
internal static class Offices
{
    /// <summary>Numbers of the locations patients belong to; the group itself has none.</summary>
    public static readonly string[] Locations = ["02", "03"];

    /// <summary>Their rows, the group first.</summary>
    public static IEnumerable<SheetRow> Rows()
    {
        yield return Row("01", "Granite State Dental Group", null, "140 Elm St Ste 500", "Manchester", "03101", "603-555-0100", "R. Halloran");
        yield return Row("02", "Manchester Family Dental", "01", "12 Bridge St", "Manchester", "03104", "603-555-0110", "R. Halloran");
        yield return Row("03", "Nashua Dental Center", "01", "240 Main St", "Nashua", "03060", "603-555-0120", "T. Okafor");
    }

    private static SheetRow Row(string id, string name, string? parent, string street, string city, string zip, string phone, string manager) =>
        new(DentalExecSheets.Practices)
        {
            ["Location ID"] = id,
            ["Office Name"] = name,
            ["Parent Office"] = parent,
            ["Street"] = street,
            ["City"] = city,
            ["State"] = "NH",
            ["Zip"] = zip,
            ["Practice Phone"] = phone,
            ["Fax"] = phone[..^1] + "9",
            ["Website"] = "www.granitestatedental.example.com",
            ["EIN"] = $"00-12345{id}",
            ["NPI Type 2"] = "12345678" + id,
            ["Office Manager"] = manager,
        };
}
