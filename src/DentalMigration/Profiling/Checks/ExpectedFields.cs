using System.Globalization;
using DentalMigration.Profiling.Keys;
using DentalMigration.Systems;

namespace DentalMigration.Profiling.Checks;

/// <summary>Fields that a record should have, though it can do without: what Dataverse shows, finds and matches by.</summary>
internal static class ExpectedFields
{
    private static readonly Dictionary<string, (string[] Fields, string Why)[]> Expected = new(StringComparer.Ordinal)
    {
        ["patient"] =
        [
            (["last_name", "full_name"], "A contact without a last name is written, but hard to find."),
            (["email"], "Without one a contact cannot be written to, and duplicates are harder to find."),
            (["birth_date"], "Without one duplicates are harder to find."),
            (["mobile_phone", "phone", "home_phone", "work_phone"], "Without one a contact cannot be called."),
        ],
        ["provider"] = [(["email"], "Owners are matched by it; without one an owner map or the fallback owner decides.")],
        ["practice"] = [(["name"], "An account without a name is held.")],
        ["insurance"] = [(["policy_number"], "It tells the policies of a family apart.")],
        ["appointment"] = [(["start_datetime", "start_date"], "An appointment without a start is held.")],
        ["ledger"] = [(["entry_date", "service_date", "payment_date"], "Entries without a date cannot be put in order.")],
        ["document"] = [(["file_path", "file_name", "file_content"], "A document without a file is held.")],
        ["recall"] = [(["due_date"], "A recall without a due date reminds nobody.")],
    };

    /// <summary>Findings about the fields that records lack: the required ones, and these.</summary>
    /// <param name="catalogObject">The object.</param>
    /// <param name="rows">Usable records.</param>
    /// <param name="missing">Records without a readable value of a field; null where the export has no column for it.</param>
    /// <param name="places">Positions.</param>
    public static IEnumerable<ProfileFinding> Findings(CatalogObject catalogObject, long rows, Func<string, long?> missing, Places places)
    {
        foreach (CatalogField field in catalogObject.Fields.Where(f => f.Required && !catalogObject.Key.Contains(f.Name)))
        {
            if (missing(field.Name) is > 0 and var lacking)
            {
                yield return new FindingWriter(catalogObject.Name, field.Name, places).Error(
                    "MissingValue", lacking, KeyTally.Nowhere, "Records lack a value that every record needs, and are held. Fill it in in the system.");
            }
        }

        foreach ((string[] fields, string why) in Expected.GetValueOrDefault(catalogObject.Name, []))
        {
            // Of several fields that can stand for each other, the fullest counts.
            long lacking = fields.Min(f => missing(f) ?? rows);
            if (lacking > 0 && fields.All(f => catalogObject.Find(f) is not { Required: true }) && fields.FirstOrDefault(f => catalogObject.Find(f) is not null) is string name)
            {
                decimal percent = 100m * lacking / rows;
                string share = percent < 0.1m ? "Less than 0.1" : percent.ToString("0.#", CultureInfo.InvariantCulture);
                yield return new FindingWriter(catalogObject.Name, name, places).Warning(
                    "MissingValue", lacking, KeyTally.Nowhere, $"{share} % of the records have no value. {why}");
            }
        }
    }
}
