using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>The group and its two locations.</summary>
internal static class Clinics
{
    /// <summary>Codes of the locations patients belong to; the group itself has none.</summary>
    public static readonly string[] Locations = ["ALS", "KSK"];

    /// <summary>Names of the locations, in the order of <see cref="Locations"/>.</summary>
    public static readonly string[] Names = ["Ege Diş Alsancak", "Ege Diş Karşıyaka"];

    private static readonly string?[][] Cells =
    [
        [
            "GRP", "Ege Diş Grubu", null, "Konak", TurkishIdentity.TaxNumber(320_114_587),
            "Cumhuriyet Bulvarı No:140 Kat:5", "Konak", "İzmir", "35210",
            "0232 555 01 00", "bilgi@egedis.example.com", "www.egedis.example.com", null,
        ],
        [
            "ALS", Names[0], "GRP", "Konak", TurkishIdentity.TaxNumber(320_114_588),
            "Kıbrıs Şehitleri Cad. No:12", "Konak", "İzmir", "35220",
            "0232 555 01 10", "alsancak@egedis.example.com", "www.egedis.example.com", "5",
        ],
        [
            "KSK", Names[1], "GRP", "Karşıyaka", TurkishIdentity.TaxNumber(320_114_589),
            "Cemal Gürsel Cad. No:240", "Karşıyaka", "İzmir", "35600",
            "0232 555 01 20", "karsiyaka@egedis.example.com", "www.egedis.example.com", "4",
        ],
    ];

    /// <summary>Their rows, the group first.</summary>
    public static IEnumerable<SheetRow> Rows()
    {
        foreach (string?[] cells in Cells)
        {
            var row = new SheetRow(DentesSheets.Clinics);
            for (int i = 0; i < cells.Length; i++)
            {
                row[DentesSheets.Clinics.Headers[i]] = cells[i];
            }

            yield return row;
        }
    }
}
