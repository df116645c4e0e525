using Bogus;
using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>
/// Billing: a charge with its claim for each procedure done, and what patients and carriers paid. The patient's balance is what they come to.
/// </summary>
internal static class BillingFactory
{
    /// <summary>Adds a patient's billing, oldest first, and puts the balance on the patient's card.</summary>
    public static void Add(PatientFamily family, RunningNumbers numbers, Randomizer random)
    {
        SheetRow patient = family.Patient;
        var rows = new List<SheetRow>();
        foreach (SheetRow procedure in family[DentalExecSheets.Procedures].Where(p => p["Proc Status"] is "C"))
        {
            rows.AddRange(Bill(patient, procedure, random));
        }

        if (rows.Count > 0 && random.Bool(0.1f))
        {
            rows.Add(Row(patient, Draw.Today, "Payment").With("Patient Payment", 40m).With("Method", "VISA"));
            rows.Add(Row(patient, Draw.Today, "Refund").With("Patient Payment", -40m).With("Method", "Check").With("Check #", random.Int(1000, 9999).Text()));
        }

        decimal balance = 0;
        foreach (SheetRow row in rows.OrderBy(r => (DateOnly)r["Post Date"]!))
        {
            balance += Amount(row, "Charges") + Amount(row, "Adjustment")
                - Amount(row, "Patient Payment") - Amount(row, "Ins Payment") - Amount(row, "Write-Off");
            family.Add(row.With("Ledger ID", numbers.NextBilling()).With("Balance", balance));
        }

        patient["Balance"] = AmericanText.Dollars(balance);
    }

    private static decimal Amount(SheetRow row, string header) => row[header] as decimal? ?? 0;

    private static IEnumerable<SheetRow> Bill(SheetRow patient, SheetRow procedure, Randomizer random)
    {
        var day = (DateOnly)procedure["DOS"]!;
        var fee = (decimal)procedure["Fee"]!;
        var estimate = (decimal)procedure["Est Ins"]!;
        SheetRow charge = Row(patient, day, "Charge")
            .With("Date of Service", day)
            .With("Description", $"{procedure["CDT Code"]} {procedure["Description"]}")
            .With("Proc ID", procedure.Key)
            .With("Charges", fee)
            .With("Patient Portion", fee - estimate)
            .With("Prov", procedure["Prov"]);
        yield return charge;
        decimal paid = 0;
        if (procedure["Claim #"] is string claim)
        {
            string status = random.WeightedRandom(["Paid", "Submitted", "Pending", "Denied"], [0.6f, 0.15f, 0.15f, 0.1f]);
            charge.With("Claim #", claim).With("Claim Status", status).With("Date Sent", day).With("Carrier", patient["Primary Insurance"]);
            if (status == "Paid")
            {
                paid = estimate - 10;
                yield return Row(patient, day.AddDays(21), "Ins Payment").With("Claim #", claim).With("Ins Payment", paid).With("Write-Off", 10m)
                    .With("Carrier", patient["Primary Insurance"]).With("Method", "Check").With("Check #", random.Int(1000, 9999).Text());
                paid += 10;
            }
        }

        if (random.Bool(0.7f))
        {
            yield return Row(patient, day.AddDays(random.Int(0, 40)), "Payment").With("Patient Payment", fee - Math.Max(paid, estimate))
                .With("Method", random.ArrayElement(["VISA", "Cash", "Check", "CareCredit"]));
        }
    }

    private static SheetRow Row(SheetRow patient, DateOnly day, string kind) => new(DentalExecSheets.Billing)
    {
        ["Patient ID"] = patient.Key,
        ["Post Date"] = day < Draw.Today ? day : Draw.Today,
        ["Transaction Type"] = kind,
    };
}
