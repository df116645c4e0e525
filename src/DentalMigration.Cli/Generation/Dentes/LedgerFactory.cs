using Bogus;
using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>
/// Account movements that come to the balance on the patient's card: charges for what was done, money received (a refund is a negative one),
/// what was carried over, and the closing of an account.
/// </summary>
internal static class LedgerFactory
{
    private const decimal Rate = 42.50m;
    private static readonly string[] Methods = ["Nakit", "Kredi Kartı", "Havale/EFT", "Çek"];

    /// <summary>Adds a patient's movements, oldest first.</summary>
    public static void Add(PatientFamily family, RunningNumbers numbers, Randomizer random)
    {
        SheetRow patient = family.Patient;
        var balance = (decimal)patient["Bakiye"]!;
        List<SheetRow> movements = [.. family[DentesSheets.Procedures].Where(p => (string)p["Durum"]! == "Yapıldı").Select(p => Charge(patient, p))];
        decimal owed = movements.Sum(m => (decimal)m["Borç"]!);
        DateOnly first = (DateOnly)patient["Kayıt Tarihi"]!;
        if (balance > owed)
        {
            movements.Add(Movement(patient, first, "Devir", "Önceki programdan devreden").With("Borç", balance - owed));
        }
        else if (owed > balance)
        {
            movements.AddRange(Payments(patient, owed - balance, random));
        }

        if (random.Bool(0.03f))
        {
            movements.AddRange(Abroad(patient, random));
        }

        Finish(family, movements, numbers, random);
    }

    private static void Finish(PatientFamily family, List<SheetRow> movements, RunningNumbers numbers, Randomizer random)
    {
        decimal balance = 0;
        foreach (SheetRow movement in movements.OrderBy(m => (DateOnly)m["Tarih"]!))
        {
            movement["Hareket No"] = numbers.NextMovement();
            if ((string)movement["Para Birimi"]! == "TL")
            {
                balance += Amount(movement, "Borç") - Amount(movement, "Tahsilat") - Amount(movement, "Kurum Tahsilatı");
                movement["Bakiye"] = balance;
            }

            family.Add(movement);
        }

        if (movements.Count > 1 && balance == 0 && random.Bool(0.3f))
        {
            family.Add(Movement(family.Patient, Draw.Today, "Hesap Kapama", "Hesap kapatıldı").With("Hareket No", numbers.NextMovement()).With("Bakiye", 0m));
        }
    }

    private static decimal Amount(SheetRow movement, string header) => movement[header] as decimal? ?? 0;

    private static SheetRow Charge(SheetRow patient, SheetRow procedure) =>
        Movement(patient, (DateOnly)procedure["İşlem Tarihi"]!, "Tedavi", (string)procedure["İşlem Adı"]!)
            .With("İşlem No", procedure.Key)
            .With("Borç", procedure["Net Tutar"])
            .With("Vade", ((DateOnly)procedure["İşlem Tarihi"]!).AddDays(30))
            .With("Hekim", Dentist.All.First(d => d.Code == (string)procedure["Hekim Kodu"]!).FullName);

    private static IEnumerable<SheetRow> Payments(SheetRow patient, decimal total, Randomizer random)
    {
        SheetRow Received(string kind, string header, decimal amount) => Movement(patient, random.Day(Draw.Today.AddDays(-200), Draw.Today), kind, null)
            .With(header, amount)
            .With("Ödeme Şekli", random.ArrayElement(Methods))
            .With("Makbuz No", "M-" + random.Int(1000, 9999).Text())
            .With("Durum", "Ödendi");

        if (patient["Anlaşmalı Kurum"] is not null && random.Bool())
        {
            decimal share = decimal.Round(total * 0.4m, 2);
            total -= share;
            yield return Received("Kurum Tahsilatı", "Kurum Tahsilatı", share).With("Ödeme Şekli", "Kurum");
        }

        if (random.Bool(0.15f))
        {
            // Paid too much, and had it back: the system knows no refund but a negative receipt.
            total += 250;
            yield return Received("Tahsilat", "Tahsilat", -250m).With("Açıklama", "İade").With("Tarih", Draw.Today);
        }

        yield return Received("Tahsilat", "Tahsilat", total).With("Taksit", random.Bool(0.2f) ? "3" : null);
    }

    /// <summary>A treatment for a patient from abroad, charged and paid in dollars.</summary>
    private static IEnumerable<SheetRow> Abroad(SheetRow patient, Randomizer random)
    {
        decimal amount = random.Int(4, 20) * 50m;
        DateOnly day = random.Day(Draw.Today.AddDays(-200), Draw.Today);
        foreach ((string kind, string header) in new[] { ("Tedavi", "Borç"), ("Tahsilat", "Tahsilat") })
        {
            yield return Movement(patient, day, kind, "Yurt dışı hasta").With(header, amount).With("Para Birimi", "USD").With("Kur", Rate);
        }
    }

    private static SheetRow Movement(SheetRow patient, DateOnly day, string kind, string? description) => new(DentesSheets.Ledger)
    {
        ["Hasta No"] = patient.Key,
        ["Hasta"] = FamilyFactory.FullName(patient),
        ["Tarih"] = day,
        ["Hareket Türü"] = kind,
        ["Açıklama"] = description,
        ["Para Birimi"] = "TL",
        ["Kasiyer"] = "jale",
    };
}
