using Bogus;
using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>Treatment plans, procedures and appointments.</summary>
internal static class CareFactory
{
    /// <summary>Adds a patient's plans with their procedures, and now and then a procedure of no plan.</summary>
    public static void AddPlans(PatientFamily family, RunningNumbers numbers, Randomizer random)
    {
        SheetRow patient = family.Patient;
        int plans = random.WeightedRandom([0, 1, 2], [0.4f, 0.45f, 0.15f]);
        for (int i = 0; i < plans; i++)
        {
            SheetRow plan = Plan(patient, numbers.NextPlan(), random);
            decimal total = 0;
            for (int line = random.Int(1, 4); line > 0; line--)
            {
                SheetRow procedure = family.Add(Procedure(patient, plan, numbers, random));
                total += (decimal)procedure["Fee"]!;
            }

            decimal share = patient["Primary Insurance"] is null ? 0 : decimal.Round(total / 2, 2);
            family.Add(plan.With("Estimated Cost", total).With("Ins Est", share).With("Pat Est", total - share));
        }

        if (random.Bool(0.6f))
        {
            family.Add(Procedure(patient, null, numbers, random));
        }
    }

    /// <summary>Adds a patient's appointments, some of them at the other location.</summary>
    public static void AddVisits(PatientFamily family, RunningNumbers numbers, Randomizer random)
    {
        SheetRow patient = family.Patient;
        string other = Offices.Locations[patient["Practice ID"] is "02" ? 1 : 0];
        bool seenElsewhere = random.Bool(0.15f);
        for (int visit = random.Int(0, 6); visit > 0; visit--)
        {
            DateOnly day = random.Day((DateOnly)patient["Date Added"]!, Draw.Today.AddDays(60));
            string status = day > Draw.Today
                ? random.WeightedRandom(["Scheduled", "Confirmed", "Cancelled"], [0.6f, 0.3f, 0.1f])
                : random.WeightedRandom(["Completed", "No-Show", "Cancelled"], [0.8f, 0.1f, 0.1f]);
            family.Add(new SheetRow(DentalExecSheets.Appointments)
            {
                ["Appt ID"] = numbers.NextAppointment(),
                ["Patient ID"] = patient.Key,
                ["Patient Name"] = FamilyFactory.ListName(patient),
                ["Practice ID"] = seenElsewhere && random.Bool() ? other : patient["Practice ID"],
                ["Dr"] = patient["Provider ID"],
                ["Op"] = "OP" + random.Int(1, 5).Text(),
                ["Appt Date"] = day,
                ["Start Time"] = new TimeOnly(random.Int(8, 16), random.ArrayElement([0, 10, 30, 40])),
                ["Length"] = random.ArrayElement([30, 40, 60, 90]),
                ["Appt Type"] = random.ArrayElement(Words.AppointmentTypes),
                ["Proc Code"] = random.Bool(0.4f) ? random.ListItem([.. CdtCode.All]).Code : null,
                ["Appt Status"] = status,
                ["Confirmed"] = status == "Confirmed" ? "Yes" : null,
                ["Comments"] = random.Bool(0.2f) ? random.ArrayElement(Words.AppointmentNotes) : null,
                ["Created"] = random.Day((DateOnly)patient["Date Added"]!, day < Draw.Today ? day : Draw.Today),
            });
        }
    }

    /// <summary>A tooth in the universal notation: a number, or a letter for a primary one.</summary>
    public static string Tooth(Randomizer random, bool child) => child ? random.String2(1, "ABCDEFGHIJKLMNOPQRST") : random.Int(1, 32).Text();

    private static SheetRow Plan(SheetRow patient, string number, Randomizer random)
    {
        DateOnly day = random.Day((DateOnly)patient["Date Added"]!, Draw.Today);
        string status = random.WeightedRandom(["Proposed", "Accepted", "Completed", "Declined"], [0.3f, 0.25f, 0.35f, 0.1f]);
        return new SheetRow(DentalExecSheets.Plans)
        {
            ["Plan #"] = number,
            ["Patient ID"] = patient.Key,
            ["Plan Name"] = random.ArrayElement(Words.PlanNames),
            ["Provider"] = Provider.All.First(p => p.Code == (string)patient["Provider ID"]!).FullName,
            ["Plan Date"] = day,
            ["Plan Status"] = status,
            ["Accepted"] = status is "Accepted" or "Completed" ? random.Day(day, Draw.Today) : null,
            ["Phase"] = random.Bool(0.3f) ? "2" : "1",
            ["Notes"] = random.Bool(0.3f) ? random.ArrayElement(Words.PlanNotes) : null,
        };
    }

    private static SheetRow Procedure(SheetRow patient, SheetRow? plan, RunningNumbers numbers, Randomizer random)
    {
        CdtCode act = random.ListItem([.. CdtCode.All]);
        bool child = ((DateOnly)patient["DOB"]!).Year > 2015;
        bool done = plan is null || (string)plan["Plan Status"]! == "Completed" || ((string)plan["Plan Status"]! == "Accepted" && random.Bool());
        bool insured = patient["Primary Insurance"] is not null;
        return new SheetRow(DentalExecSheets.Procedures)
        {
            ["Proc ID"] = numbers.NextProcedure(),
            ["Patient ID"] = patient.Key,
            ["Plan #"] = plan?.Key,
            ["DOS"] = random.Day((DateOnly)(plan?["Plan Date"] ?? patient["Date Added"]!), Draw.Today),
            ["CDT Code"] = act.Code,
            ["Description"] = act.Words,
            ["Tooth #"] = act.OnTooth ? Tooth(random, child) : null,
            ["Surf"] = act.Surfaces == 0 ? null : string.Concat(random.ArrayElements(Words.Surfaces, act.Surfaces)),
            ["Quad"] = act.Code == "D4341" ? random.ArrayElement(Words.Quadrants) : null,
            ["Prov"] = act.Code is "D1110" or "D1120" ? "H1" : patient["Provider ID"],
            ["Proc Status"] = done ? "C" : plan!["Plan Status"] is "Declined" ? "R" : "TP",
            ["Fee"] = act.Fee,
            ["Est Ins"] = insured ? decimal.Round(act.Fee / 2, 2) : 0m,
            ["Claim #"] = done && insured ? numbers.NextClaim() : null,
            ["Entered By"] = random.ArrayElement(Words.Desks),
            ["Rx Antibiotic"] = random.Bool(0.2f) ? "Y" : "N",
        };
    }
}
