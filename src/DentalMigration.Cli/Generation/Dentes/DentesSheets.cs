using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>The headers of the files of Dr.DENTES. The first is the key where nothing else is said.</summary>
internal static class DentesSheets
{
    public static readonly SheetColumns Clinics = new(
        "practice",
        "Klinik Kodu;Klinik Adı;Ana Klinik;Vergi Dairesi;Vergi No;Adres;İlçe;İl;Posta Kodu;Telefon;E-posta;İnternet Sitesi;Ünit Sayısı");

    public static readonly SheetColumns Dentists = new(
        "provider",
        "Hekim Kodu;Unvanı;Ad;Soyad;Adı Soyadı;Kimlik Numarası;E-posta;Cep Telefonu;Uzmanlık;Diploma No;Şube;Hakediş %;İşe Giriş;İşten Ayrılış;Durum");

    /// <summary>The last three are fields of the practice's own.</summary>
    public static readonly SheetColumns Patients = new(
        "patient",
        "Hasta No;Dosya No;TC Kimlik No;Adı;Soyadı;Doğum Tarihi;Cinsiyet;Cep Telefonu;Ev Telefonu;Yakınının Tel.;E-posta;Adres;İlçe;İl;Posta Kodu;"
        + "Klinik Kodu;Hekim Kodu;Hasta Grubu;Tarife;Anlaşmalı Kurum;Poliçe No;Bakiye;Alerjileri;Sistemik Hastalıklar;KVKK Onayı;SMS İzni;Durumu;"
        + "Notlar;Kayıt Tarihi;Güncelleme Tarihi;Son Geliş Tarihi;Aile;Fotoğraf çerçeve rengi;Tedavi Fazı;Kulüp Kart No;İmplant Garanti Bitişi");

    public static readonly SheetColumns Plans = new(
        "treatment_plan",
        "Plan No;Hasta No;Plan Tarihi;Başlık;Aşama;Hekim;Durum;Onam Tarihi;Toplam Tutar;Hasta Payı;Kurum Payı;Sözleşme No;Geçerlilik Tarihi;Açıklama");

    /// <summary>The last is a field of the practice's own.</summary>
    public static readonly SheetColumns Procedures = new(
        "procedure",
        "İşlem No;Plan No;Hasta No;İşlem Tarihi;İşlem Kodu;İşlem Adı;Diş;Yüzey;Süt Dişi;Hekim Kodu;Adet;Birim Fiyat;İndirim Oranı;İndirim;KDV;"
        + "KDV Tutarı;Net Tutar;Para Birimi;Durum;Fatura Durumu;Tanı Kodu;Diş Notu;Antibiyotik Reçetesi");

    public static readonly SheetColumns Appointments = new(
        "appointment",
        "Randevu No;Hasta No;Hasta Adı Soyadı;Klinik Kodu;Hekim;Ünit;Randevu Tarihi;Başlangıç Saati;Bitiş Saati;Süre (dk);Randevu Türü;İşlem Kodu;"
        + "Durum;İptal Nedeni;Not;Oluşturan;Oluşturma Tarihi");

    public static readonly SheetColumns Policies = new(
        "insurance",
        "Hasta No;Sigorta Şirketi;Grup No;Poliçe No;Sigortalı Adı;Sigortalı TC;Yakınlık;Başlangıç Tarihi;Bitiş Tarihi;Teminat Oranı;Teminat Limiti;"
        + "Muafiyet;Poliçe Türü;Öncelik;Durum",
        "Hasta No;Sigorta Şirketi;Grup No;Poliçe No");

    public static readonly SheetColumns Notes = new("note", "Not No;Hasta No;Tarih;Saat;Yazan;Not Tipi;Diş No;Not;Önemli");

    public static readonly SheetColumns Ledger = new(
        "ledger",
        "Hareket No;Hasta No;Hasta;Tarih;Hareket Türü;Açıklama;İşlem No;Borç;Tahsilat;Kurum Tahsilatı;Bakiye;Para Birimi;Kur;Ödeme Şekli;Taksit;"
        + "Makbuz No;Vade;Hekim;Durum;Kasiyer");

    public static readonly SheetColumns Documents = new(
        "document", "Belge No;Hasta No;Dosya Adı;Dosya Yolu;Belge Türü;MIME Türü;Boyut;Çekim Tarihi;Açıklama;Diş No;Yükleyen;Yüklenme Tarihi");

    public static readonly SheetColumns Recalls = new(
        "recall", "Hatırlatma No;Hasta No;Hasta;Kontrol Türü;Kontrol Tarihi;Periyot;Son Kontrol;Durum;Arandı mı;Not");

    public static readonly SheetColumns CustomFields = new("custom_field", "Nesne;Alan Adı;Alan Türü;Seçenekler", "Nesne;Alan Adı");

    public static readonly SheetColumns Workflows = new("workflow", "Ad;Tür;Tetikleyici;Eylem;Aktif;Notlar");
}
