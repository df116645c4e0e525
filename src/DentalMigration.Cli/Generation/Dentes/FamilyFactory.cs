using System.Globalization;
using Bogus;
using Bogus.DataSets;
using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>
/// Makes up one patient after another, with all that belongs to them. Each patient's values depend on the seed and the
/// patient's number alone; only the running numbers depend on those before.
/// </summary>
internal sealed class FamilyFactory(int seed)
{
    private const int FirstPatient = 100_000;
    private readonly Name _names = new("tr");
    private readonly CustomValues _custom = new(seed);

    /// <summary>The numbers given so far.</summary>
    public RunningNumbers Numbers { get; } = new();

    /// <summary>Number of a patient in the export.</summary>
    public static string PatientKey(int n) => (FirstPatient + n).Text();

    /// <summary>First and last name of a patient.</summary>
    public static string FullName(SheetRow patient) => $"{patient["Adı"]} {patient["Soyadı"]}";

    /// <summary>Makes the patient of a number, from 1.</summary>
    public PatientFamily Make(int n)
    {
        Randomizer random = Draw.Stream(seed, n);
        _names.Random = random;
        var family = new PatientFamily(DentesSheets.Patients);
        SheetRow patient = family.Add(MakePatient(n, random));
        int plans = random.Int(0, 99) switch { < 45 => 0, < 85 => 1, _ => 2 };
        for (int i = 0; i < plans; i++)
        {
            MakePlan(patient, family, random);
        }

        int appointments = random.Int(0, 8);
        for (int i = 0; i < appointments; i++)
        {
            family.Add(MakeAppointment(patient, random));
        }

        PolicyFactory.Add(family, Draw.Stream(seed, n, 1));
        NoteFactory.Add(family, Numbers, Draw.Stream(seed, n, 2));
        LedgerFactory.Add(family, Numbers, Draw.Stream(seed, n, 3));
        DocumentFactory.Add(family, Numbers, Draw.Stream(seed, n, 4));
        RecallFactory.Add(family, Numbers, Draw.Stream(seed, n, 5));
        _custom.Add(family, n);
        return family;
    }

    private SheetRow MakePatient(int n, Randomizer random)
    {
        bool woman = random.Bool();
        string first = _names.FirstName(woman ? Name.Gender.Female : Name.Gender.Male);
        string last = _names.LastName(woman ? Name.Gender.Female : Name.Gender.Male);
        Dentist dentist = random.ListItem([.. Dentist.All]);
        (string district, string postal) = random.ArrayElement(Phrases.Districts);
        DateOnly registered = random.Day(Draw.Opening, Draw.Today.AddDays(-14));
        DateOnly lastVisit = random.Day(registered, Draw.Today);
        string? insurer = random.Bool(0.3f) ? random.ArrayElement(Phrases.Insurers) : null;
        return new SheetRow(DentesSheets.Patients)
        {
            ["Hasta No"] = PatientKey(n),
            ["Dosya No"] = (n * 3 % 10_000_000).ToString("D5", CultureInfo.InvariantCulture),
            ["TC Kimlik No"] = TurkishIdentity.NationalId(n),
            ["Adı"] = first,
            ["Soyadı"] = last,
            ["Doğum Tarihi"] = random.Day(new DateOnly(1942, 1, 1), new DateOnly(2020, 12, 31)),
            ["Cinsiyet"] = woman ? "Kadın" : "Erkek",
            ["Cep Telefonu"] = Phone(random, "05" + random.ArrayElement(["30", "32", "33", "42", "44", "52"])),
            ["Ev Telefonu"] = random.Bool(0.3f) ? Phone(random, "0232") : null,
            ["Yakınının Tel."] = random.Bool(0.2f) ? Phone(random, "0533") : null,
            ["E-posta"] = random.Bool(0.75f)
                ? string.Create(CultureInfo.InvariantCulture, $"{TurkishText.Mailbox(first, last)}.{n}@example.com")
                : null,
            ["Adres"] = string.Create(
                CultureInfo.InvariantCulture, $"{random.ArrayElement(Phrases.Streets)} No:{random.Int(1, 220)} D:{random.Int(1, 24)}"),
            ["İlçe"] = district,
            ["İl"] = "İzmir",
            ["Posta Kodu"] = postal,
            ["Klinik Kodu"] = Clinics.Locations[dentist.Location],
            ["Hekim Kodu"] = dentist.Code,
            ["Hasta Grubu"] = random.ArrayElement(Phrases.Groups),
            ["Tarife"] = random.Bool(0.8f) ? "ÖZEL 2026" : "TDB 2026",
            ["Anlaşmalı Kurum"] = insurer,
            ["Poliçe No"] = insurer is null ? null : random.Int(1_000_000, 9_999_999).ToString(CultureInfo.InvariantCulture),
            ["Bakiye"] = random.Bool(0.7f) ? 0m : random.Int(1, 160) * 125m,
            ["Alerjileri"] = random.Bool(0.2f) ? random.ArrayElement(Phrases.Allergies) : null,
            ["Sistemik Hastalıklar"] = random.Bool(0.2f) ? random.ArrayElement(Phrases.Conditions) : null,
            ["KVKK Onayı"] = random.Bool(0.9f) ? "Evet" : "Hayır",
            ["SMS İzni"] = random.Bool(0.7f) ? "1" : "0",
            ["Durumu"] = random.Bool(0.9f) ? "Aktif" : "Pasif",
            ["Notlar"] = random.Bool(0.25f) ? random.ArrayElement(Phrases.PatientNotes) : null,
            ["Kayıt Tarihi"] = registered,
            ["Güncelleme Tarihi"] = lastVisit.ToDateTime(new TimeOnly(random.Int(9, 18), random.Int(0, 59), random.Int(0, 59))),
            ["Son Geliş Tarihi"] = lastVisit,
        };
    }

    private void MakePlan(SheetRow patient, PatientFamily family, Randomizer random)
    {
        var since = (DateOnly)patient["Kayıt Tarihi"]!;
        DateOnly day = random.Day(since, Draw.Today);
        string status = random.WeightedRandom(["Planlandı", "Onaylandı", "Tamamlandı", "Reddedildi"], [0.25f, 0.3f, 0.35f, 0.1f]);
        bool accepted = status is "Onaylandı" or "Tamamlandı";
        var plan = new SheetRow(DentesSheets.Plans)
        {
            ["Plan No"] = Numbers.NextPlan(),
            ["Hasta No"] = int.Parse(patient.Key, CultureInfo.InvariantCulture),
            ["Plan Tarihi"] = day,
            ["Başlık"] = random.ArrayElement(Phrases.PlanTitles),
            ["Aşama"] = random.Bool(0.3f) ? "2. Faz" : "1. Faz",
            ["Hekim"] = Dentist.All.First(d => d.Code == (string)patient["Hekim Kodu"]!).FullName,
            ["Durum"] = status,
            ["Onam Tarihi"] = accepted ? random.Day(day, Draw.Today) : null,
            ["Sözleşme No"] = accepted && random.Bool(0.3f) ? "S-" + random.Int(100, 9999).ToString(CultureInfo.InvariantCulture) : null,
            ["Geçerlilik Tarihi"] = day.AddMonths(6),
            ["Açıklama"] = random.Bool(0.3f) ? random.ArrayElement(Phrases.PlanNotes) : null,
        };
        family.Add(plan);
        decimal total = 0;
        int lines = random.Int(1, 5);
        for (int i = 0; i < lines; i++)
        {
            SheetRow line = MakeProcedure(patient, plan, status, random);
            family.Add(line);
            total += (decimal)line["Net Tutar"]!;
        }

        decimal share = patient["Anlaşmalı Kurum"] is null ? 0 : decimal.Round(total * 0.4m, 2);
        plan["Toplam Tutar"] = total;
        plan["Kurum Payı"] = share;
        plan["Hasta Payı"] = total - share;
    }

    private SheetRow MakeProcedure(SheetRow patient, SheetRow plan, string planStatus, Randomizer random)
    {
        Tariff act = random.ListItem([.. Tariff.All]);
        bool child = ((DateOnly)patient["Doğum Tarihi"]!).Year > 2016;
        int rate = random.WeightedRandom([0, 5, 10], [0.7f, 0.15f, 0.15f]);
        decimal discount = act.Price * rate / 100;
        decimal net = act.Price - discount;
        string status = planStatus switch
        {
            "Tamamlandı" => "Yapıldı",
            "Reddedildi" => "İptal",
            "Onaylandı" => random.Bool() ? "Yapıldı" : "Planlandı",
            _ => "Planlandı",
        };
        return new SheetRow(DentesSheets.Procedures)
        {
            ["İşlem No"] = Numbers.NextProcedure(),
            ["Plan No"] = plan.Key,
            ["Hasta No"] = patient.Key,
            ["İşlem Tarihi"] = random.Day((DateOnly)plan["Plan Tarihi"]!, Draw.Today),
            ["İşlem Kodu"] = act.Code,
            ["İşlem Adı"] = act.Name,
            ["Diş"] = act.OnTooth ? Tooth(random, child) : null,
            ["Yüzey"] = act.Surfaces == 0 ? null : string.Concat(random.ArrayElements(Phrases.Surfaces, act.Surfaces)),
            ["Süt Dişi"] = child && act.OnTooth ? "Evet" : "Hayır",
            ["Hekim Kodu"] = patient["Hekim Kodu"],
            ["Adet"] = "1",
            ["Birim Fiyat"] = act.Price,
            ["İndirim Oranı"] = rate == 0 ? null : "%" + rate.ToString(CultureInfo.InvariantCulture),
            ["İndirim"] = discount,
            ["KDV"] = "10",
            ["KDV Tutarı"] = decimal.Round(net / 11, 2),
            ["Net Tutar"] = net,
            ["Para Birimi"] = "TL",
            ["Durum"] = status,
            ["Fatura Durumu"] = status == "Yapıldı" && random.Bool(0.8f) ? "Faturalandı" : "Faturalanmadı",
            ["Tanı Kodu"] = act.Diagnosis,
            ["Diş Notu"] = random.Bool(0.15f) ? random.ArrayElement(Phrases.ToothNotes) : null,
        };
    }

    private SheetRow MakeAppointment(SheetRow patient, Randomizer random)
    {
        DateOnly day = random.Day((DateOnly)patient["Kayıt Tarihi"]!, Draw.Today.AddDays(60));
        int minutes = random.ArrayElement([15, 30, 30, 45, 60, 90]);
        var start = new TimeOnly(random.Int(9, 17), random.ArrayElement([0, 15, 30, 45]));
        string status = day > Draw.Today
            ? random.WeightedRandom(["Bekliyor", "Onaylandı", "İptal"], [0.6f, 0.3f, 0.1f])
            : random.WeightedRandom(["Geldi", "Tamamlandı", "Gelmedi", "İptal"], [0.2f, 0.6f, 0.1f, 0.1f]);
        return new SheetRow(DentesSheets.Appointments)
        {
            ["Randevu No"] = Numbers.NextAppointment(),
            ["Hasta No"] = patient.Key,
            ["Hasta Adı Soyadı"] = FullName(patient),
            ["Klinik Kodu"] = patient["Klinik Kodu"],
            ["Hekim"] = Dentist.All.First(d => d.Code == (string)patient["Hekim Kodu"]!).FullName,
            ["Ünit"] = "Ünit " + random.Int(1, 4).ToString(CultureInfo.InvariantCulture),
            ["Randevu Tarihi"] = day,
            ["Başlangıç Saati"] = start,
            ["Bitiş Saati"] = start.AddMinutes(minutes),
            ["Süre (dk)"] = minutes,
            ["Randevu Türü"] = random.ArrayElement(Phrases.AppointmentTypes),
            ["İşlem Kodu"] = random.Bool(0.4f) ? random.ListItem([.. Tariff.All]).Code : null,
            ["Durum"] = status,
            ["İptal Nedeni"] = status == "İptal" ? random.ArrayElement(Phrases.CancelReasons) : null,
            ["Not"] = random.Bool(0.2f) ? random.ArrayElement(Phrases.AppointmentNotes) : null,
            ["Oluşturan"] = random.ArrayElement(Phrases.Desks),
            ["Oluşturma Tarihi"] = random.Day((DateOnly)patient["Kayıt Tarihi"]!, day < Draw.Today ? day : Draw.Today)
                .ToDateTime(new TimeOnly(random.Int(9, 18), random.Int(0, 59))),
        };
    }

    private static string Phone(Randomizer random, string prefix) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix} 555 {random.Int(0, 99):D2} {random.Int(0, 99):D2}");

    private static string Tooth(Randomizer random, bool child) => child
        ? ((random.Int(5, 8) * 10) + random.Int(1, 5)).ToString(CultureInfo.InvariantCulture)
        : ((random.Int(1, 4) * 10) + random.Int(1, 8)).ToString(CultureInfo.InvariantCulture);
}
