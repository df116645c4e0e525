namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>Words a practice uses in its choices and notes.</summary>
internal static class Phrases
{
    public static readonly (string District, string Postal)[] Districts =
        [
            ("Konak", "35220"), ("Karşıyaka", "35600"), ("Bornova", "35040"), ("Buca", "35390"),
            ("Çiğli", "35620"), ("Balçova", "35330"), ("Güzelbahçe", "35310"),
        ];

    public static readonly string[] Streets =
        [
            "Kıbrıs Şehitleri Cad.", "Atatürk Cad.", "İnönü Cad.", "Mithatpaşa Cad.", "Girne Bulvarı",
            "Gül Sok.", "Çınar Sok.", "1481 Sok.", "Şehit Nevres Bulvarı", "Üniversite Cad.",
        ];

    public static readonly string[] Groups = ["Standart", "Standart", "Standart", "VIP", "Kurumsal", "Öğrenci"];
    public static readonly string[] Insurers = ["Allianz", "Anadolu Sigorta", "AXA", "Türkiye Sigorta"];
    public static readonly string[] Relatives = ["Ayşe", "Mehmet", "Hatice", "Ali"];
    public static readonly string[] Allergies = ["Penisilin", "Lateks", "Lokal anestezik", "Yok"];
    public static readonly string[] Conditions = ["Diyabet", "Hipertansiyon", "Astım", "Tiroid", "Kan sulandırıcı kullanıyor"];

    public static readonly string[] PatientNotes =
        [
            "Sabah randevusu istiyor.", "İğneden çekiniyor, önce konuşulsun.", "Ödemeyi taksitle yapıyor.",
            "Eşi de hastamız.", "SMS istemiyor, aranacak.", "Çene ekleminde ses var, takipte.",
        ];

    public static readonly string[] PlanTitles =
        ["Restorasyon planı", "İmplant planı", "Protez planı", "Ortodonti planı", "Periodontal tedavi", "Tam ağız rehabilitasyonu"];

    public static readonly string[] PlanNotes = ["Hasta ile görüşüldü.", "Üst çene önce.", "Kurum onayı bekleniyor.", "Fiyat teklifi verildi."];
    public static readonly string[] ToothNotes = ["Derin çürük", "Geçici dolgu yapıldı", "Perküsyonda ağrı", "Kontrol filmi alındı"];
    public static readonly string[] AppointmentTypes = ["Muayene", "Kontrol", "Tedavi", "Tedavi", "Cerrahi", "Ortodonti"];
    public static readonly string[] AppointmentNotes = ["36 kanal", "Ölçü alınacak", "Dikiş alınacak", "Hasta gecikebilir", "Kontrol filmi çekilecek"];
    public static readonly string[] CancelReasons = ["Hasta vazgeçti", "Hekim izinli", "Hava koşulları", "Ertelendi"];
    public static readonly string[] Desks = ["resepsiyon", "jale", "banu"];
    public static readonly string[] Surfaces = ["M", "O", "D", "B", "L"];
}
