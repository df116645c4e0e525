namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>A procedure the practice charges, with a description in its own words.</summary>
/// <param name="Code">CDT code.</param>
/// <param name="Words">What the practice calls it.</param>
/// <param name="Fee">Its fee in dollars.</param>
/// <param name="OnTooth">True where a tooth is named.</param>
/// <param name="Surfaces">How many surfaces it is done on.</param>
internal sealed record CdtCode(string Code, string Words, decimal Fee, bool OnTooth = false, int Surfaces = 0)
{
    /// <summary>The fee schedule.</summary>
    public static readonly IReadOnlyList<CdtCode> All =
    [
        new("D0120", "Check-up", 62m),
        new("D0150", "First visit exam", 98m),
        new("D0220", "Single X-ray", 34m, true),
        new("D0330", "Pano", 128m),
        new("D1110", "Cleaning, adult", 104m),
        new("D1120", "Cleaning, child", 78m),
        new("D1351", "Sealant", 58m, true, 1),
        new("D2140", "Silver filling, 1 surf", 148m, true, 1),
        new("D2391", "White filling back tooth, 1 surf", 186m, true, 1),
        new("D2392", "White filling back tooth, 2 surf", 238m, true, 2),
        new("D2393", "White filling back tooth, 3 surf", 286m, true, 3),
        new("D2740", "Ceramic crown", 1_320m, true),
        new("D3310", "Root canal front tooth", 870m, true),
        new("D3330", "Root canal molar", 1_240m, true),
        new("D4341", "Deep cleaning, one quadrant", 262m),
        new("D7140", "Extraction", 198m, true),
        new("D7210", "Surgical extraction", 312m, true),
    ];
}
