namespace DentalMigration.Cli.Generation;

/// <summary>The headers of one file, as a Turkish practice has them. The first is the key.</summary>
internal sealed class SheetColumns
{
    public static readonly SheetColumns Clinics = new(
        "practice",
        "Klinik Kodu;Klinik Adı;Ana Klinik;Vergi Dairesi;Vergi No;Adres;İlçe;İl;Posta Kodu;Telefon;E-posta;İnternet Sitesi;Ünit Sayısı");

    public static readonly SheetColumns Dentists = new(
        "provider",
        "Hekim Kodu;Unvanı;Ad;Soyad;Adı Soyadı;Kimlik Numarası;E-posta;Cep Telefonu;Uzmanlık;Diploma No;Şube;Hakediş %;İşe Giriş;İşten Ayrılış;Durum");

    public static readonly SheetColumns Patients = new(
        "patient",
        "Hasta No;Dosya No;TC Kimlik No;Adı;Soyadı;Doğum Tarihi;Cinsiyet;Cep Telefonu;Ev Telefonu;Yakınının Tel.;E-posta;Adres;İlçe;İl;Posta Kodu;"
        + "Klinik Kodu;Hekim Kodu;Hasta Grubu;Tarife;Anlaşmalı Kurum;Poliçe No;Bakiye;Alerjileri;Sistemik Hastalıklar;KVKK Onayı;SMS İzni;Durumu;"
        + "Notlar;Kayıt Tarihi;Güncelleme Tarihi;Son Geliş Tarihi");

    public static readonly SheetColumns Plans = new(
        "treatment_plan",
        "Plan No;Hasta No;Plan Tarihi;Başlık;Aşama;Hekim;Durum;Onam Tarihi;Toplam Tutar;Hasta Payı;Kurum Payı;Sözleşme No;Geçerlilik Tarihi;Açıklama");

    public static readonly SheetColumns Procedures = new(
        "procedure",
        "İşlem No;Plan No;Hasta No;İşlem Tarihi;İşlem Kodu;İşlem Adı;Diş;Yüzey;Süt Dişi;Hekim Kodu;Adet;Birim Fiyat;İndirim Oranı;İndirim;KDV;"
        + "KDV Tutarı;Net Tutar;Para Birimi;Durum;Fatura Durumu;Tanı Kodu;Diş Notu");

    public static readonly SheetColumns Appointments = new(
        "appointment",
        "Randevu No;Hasta No;Hasta Adı Soyadı;Klinik Kodu;Hekim;Ünit;Randevu Tarihi;Başlangıç Saati;Bitiş Saati;Süre (dk);Randevu Türü;İşlem Kodu;"
        + "Durum;İptal Nedeni;Not;Oluşturan;Oluşturma Tarihi");

    private readonly Dictionary<string, int> _ordinals;

    private SheetColumns(string catalogObject, string headers)
    {
        Object = catalogObject;
        Headers = headers.Split(';');
        _ordinals = Headers.Select((h, i) => (h, i)).ToDictionary(h => h.h, h => h.i, StringComparer.Ordinal);
    }

    /// <summary>The catalog object the file holds.</summary>
    public string Object { get; }

    /// <summary>The headers.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>Where a header stands, from 0.</summary>
    public int this[string header] => _ordinals[header];
}
