using DentalMigration.Cli.Generation.Sheets;
using DentalMigration.Cli.Generation.Traps;
using static DentalMigration.Cli.Generation.Traps.TrapOutcome;

namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>Traps in policies, billing and balances.</summary>
internal static class MoneyTraps
{
    private const string Shared = "W700000000";

    public static readonly IReadOnlyList<Trap<DentalExecRows>> All =
    [
        Family(44, "Self"),
        Family(45, "Spouse"),
        Family(46, "Child"),
        new(47, Mess.Damaged, "DuplicatePolicy", Rejected, (f, _) => f.Add(DentalExecRows.Policy(f, "Harbor Life", "5512345").Copy()), "DuplicateKey"),
        new(48, Mess.Damaged, "PolicyWithoutNumber", Rejected, (f, _) => DentalExecRows.Policy(f, "Harbor Life", string.Empty), "MissingKey"),
        new(49, Mess.Damaged, "MalformedCoverage", Finding, (f, _) => DentalExecRows.Policy(f, "Harbor Life", "5512349").With("Coverage %", "eighty"), "MalformedNumber"),
        new(50, Mess.Loose, "OrphanBilling", Held, (f, rows) => rows.Billing(f, "Payment").With("Patient Payment", 10m).With("Patient ID", CareTraps.UnknownPatient), "OrphanReference"),
        new(51, Mess.Loose, "UnknownClaimStatus", Held, (f, rows) => rows.Payment(f, 20m).With("Claim Status", "Lost"), "ChoiceUnknown"),
        new(52, Mess.Spelling, "AmountInBrackets", Created, Bracketed),
        new(53, Mess.Damaged, "MalformedPayment", Rejected, (f, rows) => rows.Payment(f, 20m).With("Patient Payment", "4O.00"), "MalformedAmount"),
    ];

    /// <summary>A policy number that a whole family shares.</summary>
    private static Trap<DentalExecRows> Family(int patient, string relation) => new(
        patient,
        Mess.Doubtful,
        "PolicyOfTheFamily",
        Created,
        (family, _) => DentalExecRows.Policy(family, "Northeast Mutual", Shared).With("Subscriber Name", "Brooks, Alan").With("Sub DOB", "02/01/55").With("Relationship", relation));

    private static SheetRow Bracketed(PatientFamily family, DentalExecRows rows)
    {
        rows.Billing(family, "Payment").With("Patient Payment", 40m);
        return rows.Billing(family, "Refund").With("Patient Payment", "($40.00)");
    }
}
