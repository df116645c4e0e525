using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>One dentist of the practice.</summary>
/// <param name="Code">Hekim Kodu.</param>
/// <param name="Title">Unvanı.</param>
/// <param name="First">First name.</param>
/// <param name="Last">Last name.</param>
/// <param name="Specialty">Uzmanlık.</param>
/// <param name="Location">Index of the location.</param>
/// <param name="HasEmail">False for the one whose card has no e-mail address.</param>
/// <param name="Left">When they left, or null.</param>
/// <param name="Disabled">True for the one whose user in the target is disabled.</param>
internal sealed record Dentist(
    string Code, string Title, string First, string Last, string Specialty, int Location, bool HasEmail = true, DateOnly? Left = null, bool Disabled = false)
{
    /// <summary>The eight dentists.</summary>
    public static readonly IReadOnlyList<Dentist> All =
    [
        new("1", "Dt.", "Mehmet", "Demir", "Genel", 0),
        new("2", "Dt.", "Ayşe", "Yıldız", "Endodonti", 0),
        new("3", "Uzm. Dt.", "İlker", "Şahin", "Ortodonti", 0),
        new("4", "Dt.", "Fatma", "Çelik", "Pedodonti", 0, HasEmail: false),
        new("5", "Dt.", "Hasan", "Öztürk", "Protez", 1, Left: new DateOnly(2024, 3, 31)),
        new("6", "Dt.", "Gülşen", "Işık", "Periodontoloji", 1, Disabled: true),
        new("7", "Doç. Dr.", "Emre", "Aydın", "Çene Cerrahisi", 1),
        new("8", "Dt.", "Zeynep", "Kılıç", "Genel", 1),
    ];

    /// <summary>As appointments and plans name them.</summary>
    public string FullName => $"{Title} {First} {Last}";

    /// <summary>E-mail address, or null.</summary>
    public string? Email => HasEmail ? $"{TurkishText.Mailbox(First, Last)}@example.com" : null;

    /// <summary>Their rows.</summary>
    public static IEnumerable<SheetRow> Rows() => All.Select((dentist, i) => new SheetRow(DentesSheets.Dentists)
    {
        ["Hekim Kodu"] = dentist.Code,
        ["Unvanı"] = dentist.Title,
        ["Ad"] = dentist.First,
        ["Soyad"] = dentist.Last,
        ["Adı Soyadı"] = dentist.FullName,
        ["Kimlik Numarası"] = TurkishIdentity.NationalId(-1 - i),
        ["E-posta"] = dentist.Email,
        ["Cep Telefonu"] = "0532 555 02 0" + (i + 1).Text(),
        ["Uzmanlık"] = dentist.Specialty,
        ["Diploma No"] = "2005-" + (1140 + (i * 37)).Text(),
        ["Şube"] = Clinics.Names[dentist.Location],
        ["Hakediş %"] = "%" + (30 + (i % 3 * 5)).Text(),
        ["İşe Giriş"] = new DateOnly(2012 + i, 1 + i, 15),
        ["İşten Ayrılış"] = dentist.Left,
        ["Durum"] = dentist.Left is null ? "Aktif" : "Pasif",
    });
}
