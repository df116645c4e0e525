namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>One act of the practice's price list.</summary>
/// <param name="Code">Code of the TDB (<c>1-7</c>) or the SUT (<c>402.010</c>) list.</param>
/// <param name="Name">Its name.</param>
/// <param name="Price">Price in lira.</param>
/// <param name="Diagnosis">ICD-10 code that goes with it, or null.</param>
/// <param name="OnTooth">True where a tooth is named.</param>
/// <param name="Surfaces">How many surfaces it is done on.</param>
internal sealed record Tariff(string Code, string Name, decimal Price, string? Diagnosis, bool OnTooth, int Surfaces = 0)
{
    /// <summary>The price list.</summary>
    public static readonly IReadOnlyList<Tariff> All =
    [
        new("1-1", "Muayene", 850m, "Z01.2", false),
        new("1-3", "Periapikal röntgen", 320m, null, true),
        new("1-7", "Panoramik röntgen", 1250m, null, false),
        new("401.010", "Diş taşı temizliği (tek çene)", 1400m, "K03.6", false),
        new("402.010", "Amalgam dolgu (bir yüzlü)", 1750m, "K02.1", true, 1),
        new("402.020", "Amalgam dolgu (iki yüzlü)", 2100m, "K02.1", true, 2),
        new("402.030", "Amalgam dolgu (üç yüzlü)", 2450m, "K02.1", true, 3),
        new("2-6", "Kompozit dolgu (bir yüzlü)", 2600m, "K02.1", true, 1),
        new("2-7", "Kompozit dolgu (iki yüzlü)", 3100m, "K02.1", true, 2),
        new("402.130", "Kanal tedavisi (tek kanal)", 4200m, "K04.0", true),
        new("2-19", "Kanal tedavisi (üç kanal)", 6800m, "K04.1", true),
        new("4-3", "Zirkonyum kron", 12500m, "K08.1", true),
        new("4-1", "Metal destekli porselen kron", 6250m, "K08.1", true),
        new("5-1", "Diş çekimi", 1900m, "K08.3", true),
        new("5-4", "Gömük diş çekimi", 7400m, "K01.1", true),
        new("5-23", "İmplant (tek)", 24500m, "K08.1", true),
        new("6-1", "Küretaj (tek diş)", 1150m, "K05.3", true),
        new("7-10", "Ortodontik muayene ve analiz", 3900m, "K07.2", false),
        new("3-2", "Fissür örtücü", 1300m, null, true, 1),
    ];
}
