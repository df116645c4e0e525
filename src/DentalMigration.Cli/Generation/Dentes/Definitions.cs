using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>What the practice defined for itself: fields of its own, which migrate, and rules and templates, which are handed over.</summary>
internal static class Definitions
{
    /// <summary>The choices of the field <c>Tedavi Fazı</c>.</summary>
    public static readonly string[] Phases = ["Koruyucu", "Restoratif", "Protetik"];

    /// <summary>The definitions of the practice's own fields.</summary>
    public static IEnumerable<SheetRow> CustomFields()
    {
        yield return Field("Hasta", "Tedavi Fazı", "Liste", string.Join(" | ", Phases));
        yield return Field("Hasta", "Kulüp Kart No", "Metin", null);
        yield return Field("Hasta", "İmplant Garanti Bitişi", "Tarih", null);
        yield return Field("İşlem", "Antibiyotik Reçetesi", "Evet/Hayır", null);
    }

    /// <summary>The definitions of rules and templates.</summary>
    public static IEnumerable<SheetRow> Workflows()
    {
        yield return Rule("Randevu hatırlatma", "Hatırlatma", "Randevudan 24 saat önce", "SMS: Sayın [Hasta], yarın saat [Saat] randevunuz var.");
        yield return Rule("6 aylık kontrol", "Hatırlatma", "Son kontrolden 6 ay sonra", "SMS ve arama listesi");
        yield return Rule("Vadesi geçen borç", "Tahsilat kuralı", "Vade + 15 gün", "Hekime bildirim, hasta kartında uyarı");
        yield return Rule("Çekim sonrası talimat", "Şablon", "Elle", "Hastaya verilecek yazı");
        yield return Rule("Doğum günü", "Hatırlatma", "Doğum günü", "SMS").With("Aktif", "Hayır").With("Notlar", "KVKK nedeniyle kapatıldı");
    }

    private static SheetRow Field(string target, string name, string type, string? choices) => new(DentesSheets.CustomFields)
    {
        ["Nesne"] = target,
        ["Alan Adı"] = name,
        ["Alan Türü"] = type,
        ["Seçenekler"] = choices,
    };

    private static SheetRow Rule(string name, string kind, string trigger, string action) => new(DentesSheets.Workflows)
    {
        ["Ad"] = name,
        ["Tür"] = kind,
        ["Tetikleyici"] = trigger,
        ["Eylem"] = action,
        ["Aktif"] = "Evet",
    };
}
