using Bogus;
using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>Clinical notes: plain, of several lines, and with HTML as the system's editor writes it.</summary>
internal static class NoteFactory
{
    private static readonly (string Kind, string Text)[] Texts =
    [
        ("Klinik", "36 MOD kompozit yapıldı."),
        ("Klinik", "Kanal tedavisinin ilk seansı; kanal içi ilaç konuldu."),
        ("Klinik", "Lokal anestezi: artikain 1:200.000, 1 ampul. Komplikasyon yok."),
        ("Anamnez", "Penisilin kullanmıyor. Tansiyon 130/80."),
        ("SOAP", "S: Sol alt çenede ağrı.\nO: Soğuk testi pozitif.\nA: K04.0\nP: Kanal tedavisi"),
        ("Klinik", "<p><b>46</b> çekim endikasyonu, <i>implant</i> önerildi.</p><ul><li>Onam alındı</li><li>Film çekildi</li></ul>"),
        ("Telefon", "Arandı; \"yarın uğrarım\" dedi; not alındı."),
        ("Sesli", "Otuz altı numaralı dişte derin çürük görüldü, film istendi."),
    ];

    /// <summary>Adds a patient's notes.</summary>
    public static void Add(PatientFamily family, RunningNumbers numbers, Randomizer random)
    {
        SheetRow patient = family.Patient;
        int notes = random.WeightedRandom([0, 1, 2, 3], [0.4f, 0.3f, 0.2f, 0.1f]);
        for (int i = 0; i < notes; i++)
        {
            (string kind, string text) = random.ArrayElement(Texts);
            family.Add(new SheetRow(DentesSheets.Notes)
            {
                ["Not No"] = numbers.NextNote(),
                ["Hasta No"] = patient.Key,
                ["Tarih"] = random.Day((DateOnly)patient["Kayıt Tarihi"]!, Draw.Today),
                ["Saat"] = new TimeOnly(random.Int(9, 18), random.Int(0, 59)),
                ["Yazan"] = random.ListItem([.. Dentist.All]).FullName,
                ["Not Tipi"] = kind,
                ["Diş No"] = text.StartsWith("36", StringComparison.Ordinal) ? "36" : null,
                ["Not"] = text,
                ["Önemli"] = random.Bool(0.1f) ? "1" : "0",
            });
        }
    }
}
