using System.Globalization;

namespace DentalMigration.Cli.Generation;

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

    /// <summary>Writes all of them.</summary>
    public static void Write(ISheet sheet)
    {
        for (int i = 0; i < All.Count; i++)
        {
            Dentist dentist = All[i];
            sheet.Write(new SheetRow(SheetColumns.Dentists)
            {
                ["Hekim Kodu"] = dentist.Code,
                ["Unvanı"] = dentist.Title,
                ["Ad"] = dentist.First,
                ["Soyad"] = dentist.Last,
                ["Adı Soyadı"] = dentist.FullName,
                ["Kimlik Numarası"] = TurkishIdentity.NationalId(-1 - i),
                ["E-posta"] = dentist.Email,
                ["Cep Telefonu"] = "0532 555 02 0" + (i + 1).ToString(CultureInfo.InvariantCulture),
                ["Uzmanlık"] = dentist.Specialty,
                ["Diploma No"] = "2005-" + (1140 + (i * 37)).ToString(CultureInfo.InvariantCulture),
                ["Şube"] = Clinics.Names[dentist.Location],
                ["Hakediş %"] = "%" + (30 + (i % 3 * 5)).ToString(CultureInfo.InvariantCulture),
                ["İşe Giriş"] = new DateOnly(2012 + i, 1 + i, 15),
                ["İşten Ayrılış"] = dentist.Left,
                ["Durum"] = dentist.Left is null ? "Aktif" : "Pasif",
            });
        }
    }

    /// <summary>Writes the users of the target organisation: those with an e-mail address who have not left.</summary>
    public static GeneratedFile WriteUsers(string path)
    {
        List<Dentist> users = [.. All.Where(d => d.HasEmail && d.Left is null)];
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        writer.WriteLine("fullname,email,isdisabled");
        foreach (Dentist user in users)
        {
            writer.WriteLine($"{user.First} {user.Last},{user.Email},{(user.Disabled ? "true" : "false")}");
        }

        return new GeneratedFile(string.Empty, path, users.Count);
    }
}
