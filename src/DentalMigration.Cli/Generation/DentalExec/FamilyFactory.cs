using System.Globalization;
using Bogus;
using Bogus.DataSets;
using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>
/// Makes up one patient after another, with all that belongs to them. Each patient's values depend on the seed and the patient's number
/// alone; only the running numbers depend on those before.
/// </summary>
internal sealed class FamilyFactory(int seed)
{
    private const int FirstPatient = 104_200;
    private readonly Name _names = new("en_US");

    /// <summary>The numbers given so far.</summary>
    public RunningNumbers Numbers { get; } = new();

    /// <summary>Number of a patient in the export.</summary>
    public static string PatientKey(int n) => (FirstPatient + n).Text();

    /// <summary>Last and first name of a patient, as other files name them.</summary>
    public static string ListName(SheetRow patient) => $"{patient["Last Name"]}, {patient["First Name"]}";

    /// <summary>Makes the patient of a number, from 1.</summary>
    public PatientFamily Make(int n)
    {
        Randomizer random = Draw.Stream(seed, n);
        _names.Random = random;
        var family = new PatientFamily(DentalExecSheets.Patients);
        family.Add(MakePatient(n, random));
        CareFactory.AddPlans(family, Numbers, Draw.Stream(seed, n, 1));
        CareFactory.AddVisits(family, Numbers, Draw.Stream(seed, n, 2));
        PolicyFactory.Add(family, Draw.Stream(seed, n, 3));
        BillingFactory.Add(family, Numbers, Draw.Stream(seed, n, 4));
        NoteFactory.Add(family, Numbers, Draw.Stream(seed, n, 5));
        DocumentFactory.Add(family, Numbers, Draw.Stream(seed, n, 6));
        TaskFactory.Add(family, Numbers, Draw.Stream(seed, n, 7));
        return family;
    }

    /// <summary>The household of a patient: every third patient heads one, and those between may belong to it.</summary>
    private static int Head(int n) => n - ((n - 1) % 3);

    private SheetRow MakePatient(int n, Randomizer random)
    {
        bool woman = random.Bool();
        string first = _names.FirstName(woman ? Name.Gender.Female : Name.Gender.Male);
        string last = _names.LastName();
        bool dependent = Head(n) != n && random.Bool(0.5f);
        Provider dentist = random.ListItem([.. Provider.Dentists]);
        (string city, string zip) = random.ArrayElement(Words.Towns);
        DateOnly added = random.Day(Draw.Opening, Draw.Today.AddDays(-30));
        DateOnly lastVisit = random.Day(added, Draw.Today);
        ReferringDentist? referring = random.Bool(0.4f) ? random.ListItem([.. ReferringDentist.All]) : null;
        bool household = dependent || Head(n) == n;
        bool insured = random.Bool(0.6f);
        string carrier = household ? Words.Carriers[Head(n) % Words.Carriers.Length] : random.ArrayElement(Words.Carriers);
        return new SheetRow(DentalExecSheets.Patients)
        {
            ["Patient ID"] = PatientKey(n),
            ["Chart #"] = string.Create(CultureInfo.InvariantCulture, $"{last[0]}{n:D5}"),
            ["Last Name"] = last,
            ["First Name"] = first,
            ["Middle"] = random.Bool(0.4f) ? random.String2(1, "ABCDEFGHJKLMRST") : null,
            ["Preferred Name"] = random.Bool(0.1f) ? first[..Math.Min(3, first.Length)] : null,
            ["DOB"] = random.Day(new DateOnly(1938, 1, 1), new DateOnly(2021, 12, 31)),
            ["Sex"] = woman ? "F" : "M",
            ["SSN"] = random.Bool(0.5f) ? string.Create(CultureInfo.InvariantCulture, $"000-{n / 10_000 % 100:D2}-{n % 10_000:D4}") : null,
            ["Home Phone"] = random.Bool(0.5f) ? Phone(random) : null,
            ["Cell Phone"] = Phone(random),
            ["Email Address"] = random.Bool(0.75f) ? string.Create(CultureInfo.InvariantCulture, $"{Mailbox(first)}.{Mailbox(last)}.{n}@example.com") : null,
            ["Address 1"] = $"{random.Int(1, 990).Text()} {random.ArrayElement(Words.Streets)}",
            ["Address 2"] = random.Bool(0.2f) ? "Apt " + random.Int(1, 40).Text() : null,
            ["City"] = city,
            ["State"] = city == "Boston" ? "MA" : "NH",
            ["Zip Code"] = zip,
            ["Practice ID"] = Offices.Locations[dentist.Location],
            ["Provider ID"] = dentist.Code,
            ["Guarantor ID"] = dependent ? PatientKey(Head(n)) : null,
            ["Family ID"] = household ? "F-" + Head(n).Text() : null,
            ["Referring Dr"] = referring is null ? null : random.ArrayElement(referring.Spellings),
            ["Referring Practice"] = referring?.Practice,
            ["Referral Source"] = referring is null && random.Bool() ? random.ArrayElement(Words.Sources) : null,
            ["Patient Status"] = random.Bool(0.9f) ? "Active" : "Inactive",
            ["Balance"] = AmericanText.Dollars(0),
            ["Medical Alert"] = random.Bool(0.2f) ? random.ArrayElement(Words.Alerts) : null,
            ["Allergies"] = random.Bool(0.15f) ? "Penicillin; Latex" : null,
            ["Medications"] = random.Bool(0.2f) ? random.ArrayElement(Words.Medications) : null,
            ["Drug Interaction"] = random.Bool(0.15f) ? "Y" : "N",
            ["Premed Required"] = random.Bool(0.05f) ? "Y" : "N",
            ["Primary Insurance"] = insured ? carrier : null,
            ["Group #"] = insured ? (10_000 + (Head(n) * 37 % 90_000)).Text() : null,
            ["Subscriber ID"] = insured
                ? "W" + (household ? 700_000_000 + Head(n) : random.Int(100_000_000, 699_999_999)).Text()
                : null,
            ["Relationship to Subscriber"] = !insured ? null : dependent ? random.ArrayElement(["Spouse", "Child"]) : "Self",
            ["First Visit Date"] = added,
            ["Last Visit"] = lastVisit,
            ["HIPAA Signed"] = random.Bool(0.9f) ? "Y" : "N",
            ["Text OK"] = random.Bool(0.7f) ? "Y" : "N",
            ["Notes"] = random.Bool(0.25f) ? random.ArrayElement(Words.PatientNotes) : null,
            ["Date Added"] = added,
            ["Entered By"] = random.ArrayElement(Words.Desks),
            ["Last Update"] = random.Moment(lastVisit),
            ["Smile Club #"] = random.Bool(0.2f) ? random.Int(0, 9999).ToString("D6", CultureInfo.InvariantCulture) : null,
            ["Anxiety Level"] = random.Bool(0.3f) ? random.ArrayElement(Words.AnxietyLevels) : null,
            ["Whitening Offer Until"] = random.Bool(0.1f) ? Draw.Today.AddDays(random.Int(10, 200)) : null,
        };
    }

    private static string Phone(Randomizer random) =>
        string.Create(CultureInfo.InvariantCulture, $"{random.ArrayElement(["603", "617", "978"])}-555-{random.Int(0, 9999):D4}");

    private static string Mailbox(string name) => string.Concat(name.Where(char.IsAsciiLetter)).ToLowerInvariant();
}
