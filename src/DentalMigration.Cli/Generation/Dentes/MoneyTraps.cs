using DentalMigration.Cli.Generation.Sheets;
using DentalMigration.Cli.Generation.Traps;
using static DentalMigration.Cli.Generation.Traps.TrapOutcome;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>Traps in balances, account movements and policies.</summary>
internal static class MoneyTraps
{
    private const string Shared = "8800123";

    public static readonly IReadOnlyList<Trap<DentesRows>> All =
    [
        Balance(35, "1.250", 1250m, "AmountWithoutFraction"),
        Balance(36, "1250", 1250m, "AmountWithoutGroups"),
        Balance(37, "(125,50)", -125.50m, "AmountInBrackets"),
        Balance(38, "-0,01", -0.01m, "NegativeCent"),
        Balance(39, "1.750,00-", -1750m, "AmountWithSignBehind"),
        Balance(40, "1.750,00 TL", 1750m, "AmountWithCurrency"),
        new(54, Mess.Loose, "OrphanMovement", Held, (f, rows) => rows.Payment(f, 100m).With("Hasta No", CareTraps.UnknownPatient), "OrphanReference"),
        new(55, Mess.Spelling, "NegativeReceipt", Created, (f, rows) => Compensated(f, rows, -100m).With("Tahsilat", "100,00-")),
        new(56, Mess.Damaged, "MalformedPayment", Rejected, (f, rows) => rows.Payment(f, 100m).With("Tahsilat", "1O0,00"), "MalformedAmount"),
        new(57, Mess.Doubtful, "ClosedAccountHidesRows", Created, Hidden),
        new(58, Mess.Loose, "UnknownCurrency", Held, (f, rows) => rows.Payment(f, 100m).With("Para Birimi", "Gulden"), "CurrencyUnknown"),
        new(59, Mess.Damaged, "DuplicateMovement", Rejected, Twice, "DuplicateKey"),
        Family(76, "Kendisi"),
        Family(77, "Eş"),
        Family(78, "Çocuk"),
        new(79, Mess.Damaged, "DuplicatePolicy", Rejected, (f, _) => f.Add(DentesRows.Policy(f, "AXA", "5512345").Copy()), "DuplicateKey"),
        new(80, Mess.Damaged, "PolicyWithoutNumber", Rejected, (f, _) => DentesRows.Policy(f, "Allianz", string.Empty), "MissingKey"),
    ];

    /// <summary>An odd spelling of a balance that the movements come to.</summary>
    private static Trap<DentesRows> Balance(int patient, string text, decimal amount, string name) => new(
        patient,
        Mess.Spelling,
        name,
        Created,
        (family, rows) =>
        {
            rows.Carried(family, amount - (decimal)family.Patient["Bakiye"]!);
            return family.Patient.With("Bakiye", text);
        });

    /// <summary>A policy number that a whole family shares.</summary>
    private static Trap<DentesRows> Family(int patient, string relation) => new(
        patient,
        Mess.Doubtful,
        "PolicyOfTheFamily",
        Created,
        (family, _) => DentesRows.Policy(family, "Türkiye Sigorta", Shared).With("Sigortalı Adı", "Kemal Aksoy").With("Yakınlık", relation));

    private static SheetRow Compensated(PatientFamily family, DentesRows rows, decimal amount)
    {
        rows.Payment(family, -amount);
        return rows.Payment(family, amount);
    }

    /// <summary>Movements before the closing are not shown, and so not exported, though the card still has its balance.</summary>
    private static SheetRow Hidden(PatientFamily family, DentesRows rows)
    {
        family[DentesSheets.Ledger].Clear();
        rows.Payment(family, 250m);
        return family.Patient.With("Bakiye", 4_000m);
    }

    private static SheetRow Twice(PatientFamily family, DentesRows rows) => family.Add(Compensated(family, rows, 100m).Copy());
}
