using Bogus;
using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>Clinical notes: plain, of several lines, with HTML, and RTF as an older editor kept it.</summary>
internal static class NoteFactory
{
    private static readonly (string Kind, string Text)[] Texts =
    [
        ("Clinical", "Lido 2% 1:100k, 1 carp. Prep #19, temp crown."),
        ("Clinical", "Adult cleaning, light calculus lower anteriors. OHI given."),
        ("SOAP", "S: pain LL, 3 days\nO: cold +, percussion +\nA: K04.0 #19\nP: root canal"),
        ("Clinical", "<p>Reviewed <b>perio chart</b>.</p><ul><li>4 mm #3 ML</li><li>recall 3 months</li></ul>"),
        ("Clinical", @"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}\f0\fs20 \b #30\b0  extracted, sutures placed.\par Post-op given.}"),
        ("Phone", "Called, \"will pay Friday\", left vm"),
        ("Consent", "Consent for extraction signed; risks explained."),
    ];

    /// <summary>Adds a patient's notes.</summary>
    public static void Add(PatientFamily family, RunningNumbers numbers, Randomizer random)
    {
        SheetRow patient = family.Patient;
        for (int notes = random.WeightedRandom([0, 1, 2, 3], [0.35f, 0.3f, 0.2f, 0.15f]); notes > 0; notes--)
        {
            (string kind, string text) = random.ArrayElement(Texts);
            family.Add(new SheetRow(DentalExecSheets.Notes)
            {
                ["Note ID"] = numbers.NextNote(),
                ["Patient ID"] = patient.Key,
                ["Date"] = random.Moment(random.Day((DateOnly)patient["Date Added"]!, Draw.Today)),
                ["Author"] = random.ListItem([.. Provider.All]).FullName,
                ["Note Type"] = kind,
                ["Tooth"] = text.Contains("#19", StringComparison.Ordinal) ? "19" : null,
                ["Clinical Note"] = text,
                ["Deleted"] = "N",
            });
        }
    }
}
