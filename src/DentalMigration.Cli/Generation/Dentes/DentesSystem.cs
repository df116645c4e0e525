using System.Text;
using DentalMigration.Cli.Generation.Sheets;
using DentalMigration.Cli.Generation.Traps;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>
/// Dr.DENTES: a group with two locations and eight dentists, handed over as a Turkish Windows saves it, treatment plans as the system's own
/// workbook report.
/// </summary>
internal sealed class DentesSystem(GenerationOptions options) : ISyntheticSystem
{
    private static readonly CsvFrame Report = new(["Dr.DENTES Hatırlatma Raporu", "Filtre: Şube = Tümü"], 20, "Toplam");
    private readonly FamilyFactory _factory = new(options.Seed);
    private TrapBook<DentesRows>? _traps;

    private bool IsOddlySaved => options.Mess >= Mess.Heavy;

    /// <inheritdoc/>
    public IReadOnlyList<ISheet> Open(TrapLog log)
    {
        CsvDialect usual = new(Turkish(), ';', TurkishText.Of);
        CsvDialect marked = IsOddlySaved ? usual.WithMark() : usual;
        CsvDialect mistaken = IsOddlySaved ? usual.MistakenForLatin() : usual;
        CsvFrame? report = IsOddlySaved ? Report : null;
        if (IsOddlySaved)
        {
            log.Add(DentesSheets.Policies, "Sigortalar.csv", "ByteOrderMark");
            log.Add(DentesSheets.Notes, "Notlar.csv", "MistakenLetters");
            log.Add(DentesSheets.Recalls, "Hatirlatmalar.csv", "HeaderNotFirst");
        }

        ISheet Csv(string file, SheetColumns columns, CsvDialect? dialect = null, CsvFrame? frame = null) =>
            new CsvSheet(options.Out, file, columns, dialect ?? usual, log, frame);
        return
        [
            Csv("Klinikler.csv", DentesSheets.Clinics),
            Csv("Hekimler.csv", DentesSheets.Dentists),
            Csv("Ozel_Alanlar.csv", DentesSheets.CustomFields),
            Csv("Is_Akislari.csv", DentesSheets.Workflows),
            Csv("Hastalar.csv", DentesSheets.Patients),
            new ReportWorkbook(
                options.Out, "Tedavi_Planlari.xlsx", "Tedavi Planları", "Filtre: Şube = Tümü; Hekim = Tümü; Tarih = 01.01.2015 - 30.09.2026",
                "Toplam Tutar", DentesSheets.Plans, log, TurkishText.Of, options.RowsPerSheet),
            Csv("Islemler.csv", DentesSheets.Procedures),
            Csv("Randevular.csv", DentesSheets.Appointments),
            Csv("Sigortalar.csv", DentesSheets.Policies, marked),
            Csv("Notlar.csv", DentesSheets.Notes, mistaken),
            Csv("Hesap_Hareketleri.csv", DentesSheets.Ledger),
            Csv("Belgeler.csv", DentesSheets.Documents),
            Csv("Hatirlatmalar.csv", DentesSheets.Recalls, frame: report),
        ];
    }

    /// <inheritdoc/>
    public IEnumerable<SheetRow> Masters() => Clinics.Rows().Concat(Dentist.Rows()).Concat(Definitions.CustomFields()).Concat(Definitions.Workflows());

    /// <inheritdoc/>
    public PatientFamily Make(int n)
    {
        _traps ??= new TrapBook<DentesRows>(
            new DentesRows(_factory.Numbers), options.Mess, [.. PersonTraps.All, .. CareTraps.All, .. MoneyTraps.All, .. RecordTraps.All]);
        PatientFamily family = _factory.Make(n);
        _traps.Plant(n, family);
        return family;
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Email, bool Disabled)> Users() =>
        Dentist.All.Where(d => d.HasEmail && d.Left is null).Select(d => ($"{d.First} {d.Last}", d.Email!, d.Disabled));

    /// <summary>Windows-1254 that refuses a letter it does not have, rather than writing a question mark.</summary>
    private static Encoding Turkish() =>
        CodePagesEncodingProvider.Instance.GetEncoding(1254, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
}
