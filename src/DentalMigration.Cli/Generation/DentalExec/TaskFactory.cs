using System.Globalization;
using Bogus;
using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>Tasks. The system has no recalls of its own: they are typed into tasks, in many ways, among tasks that are none.</summary>
internal static class TaskFactory
{
    private static readonly (string Kind, string Subject, string? Body)[] Texts =
    [
        ("RECALL", "6 MO RECALL - LAST PROPHY {last}", null),
        ("HYGIENE RECALL", "RECALL 6M - LAST PROPHY {last} - PERIO MAINT Q3", null),
        ("TODO", "Hygiene recare due {month}", null),
        ("TODO", "RECALL: {name}", "Call pt, last prophy {last}, due 6 mo"),
        ("CALL", "call re: recall letter", "letter came back, wrong address?"),
        ("CALL", "pt asked about recall of crown material", null),
        ("CALL", "call lab re crown", null),
        ("TODO", "Send records to Dr. Voss", null),
        ("INS", "Preauth for #30 crown", "Northeast Mutual wants narrative"),
        ("TODO", "Order bite splint", null),
    ];

    /// <summary>Adds a patient's tasks.</summary>
    public static void Add(PatientFamily family, RunningNumbers numbers, Randomizer random)
    {
        for (int tasks = random.WeightedRandom([0, 1, 2], [0.35f, 0.45f, 0.2f]); tasks > 0; tasks--)
        {
            (string kind, string subject, string? body) = random.ArrayElement(Texts);
            family.Add(Row(family.Patient, numbers.NextTask(), kind, subject, body, random));
        }
    }

    private static SheetRow Row(SheetRow patient, string number, string kind, string subject, string? body, Randomizer random)
    {
        var last = (DateOnly)patient["Last Visit"]!;
        bool done = random.Bool(0.4f);
        string? Filled(string? text) => text?
            .Replace("{last}", AmericanText.WithShortYears(last), StringComparison.Ordinal)
            .Replace("{month}", last.AddMonths(6).ToString("MM'/'yy", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{name}", FamilyFactory.ListName(patient).ToUpperInvariant(), StringComparison.Ordinal);
        return new SheetRow(DentalExecSheets.Tasks)
        {
            ["Task ID"] = number,
            ["Patient ID"] = patient.Key,
            ["Patient Name"] = FamilyFactory.ListName(patient),
            ["Task Type"] = kind,
            ["Subject"] = Filled(subject),
            ["Body"] = Filled(body),
            ["Due"] = last.AddMonths(6),
            ["Status"] = done ? "Completed" : "Open",
            ["Priority"] = random.Bool(0.1f) ? "High" : "Normal",
            ["Assigned To"] = random.ListItem([.. Provider.All]).FullName,
            ["Drug Int Flag"] = random.Bool(0.1f) ? "Y" : "N",
            ["Created By"] = random.ArrayElement(Words.Desks),
            ["Created"] = last,
            ["Completed"] = done ? last.AddMonths(5) : null,
        };
    }
}
