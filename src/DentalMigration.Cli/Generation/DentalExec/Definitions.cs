using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>What the practice defined for itself: fields of its own, which migrate, and rules and templates, which are handed over.</summary>
internal static class Definitions
{
    /// <summary>The definitions of the practice's own fields.</summary>
    public static IEnumerable<SheetRow> CustomFields()
    {
        yield return Field("Patient", "Smile Club #", "Text", null);
        yield return Field("Patient", "Anxiety Level", "Choice", string.Join(" | ", Words.AnxietyLevels));
        yield return Field("Patient", "Whitening Offer Until", "Date", null);
        yield return Field("Procedure", "Rx Antibiotic", "Yes/No", null);
    }

    /// <summary>The definitions of rules and templates.</summary>
    public static IEnumerable<SheetRow> Workflows()
    {
        yield return Rule("Appointment reminder", "Reminder", "2 days before appointment", "Text and e-mail, confirm by Y");
        yield return Rule("6 month recall letter", "Reminder", "6 months after last prophy", "Letter, then task for the front desk");
        yield return Rule("Past due statement", "Billing rule", "Balance over 30 days", "Statement, finance charge 1.5%");
        yield return Rule("Extraction note", "Template", "Manual", "Tooth, anesthesia, sutures, post-op given");
        yield return Rule("Birthday card", "Reminder", "Birthday", "Letter").With("Active", "N").With("Notes", "stopped 2021, postage");
    }

    private static SheetRow Field(string target, string name, string type, string? choices) => new(DentalExecSheets.CustomFields)
    {
        ["Object"] = target,
        ["Field Name"] = name,
        ["Field Type"] = type,
        ["Choices"] = choices,
    };

    private static SheetRow Rule(string name, string kind, string trigger, string action) => new(DentalExecSheets.Workflows)
    {
        ["Name"] = name,
        ["Kind"] = kind,
        ["Trigger"] = trigger,
        ["Action"] = action,
        ["Active"] = "Y",
    };
}
