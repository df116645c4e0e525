using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>One provider of the practice.</summary>
/// <param name="Code">Provider ID.</param>
/// <param name="First">First name.</param>
/// <param name="Last">Last name.</param>
/// <param name="Credentials">DDS, DMD, RDH.</param>
/// <param name="Specialty">Specialty.</param>
/// <param name="Location">Index of the location.</param>
/// <param name="HasEmail">False for the one whose card has no e-mail address.</param>
/// <param name="Left">When they left, or null.</param>
/// <param name="Disabled">True for the one whose user in the target is disabled.</param>
internal sealed record Provider(
    string Code, string First, string Last, string Credentials, string Specialty, int Location, bool HasEmail = true, DateOnly? Left = null, bool Disabled = false)
{
    /// <summary>The dentists and hygienists.</summary>
    public static readonly IReadOnlyList<Provider> All =
    [
        new("D1", "Nora", "Quill", "DDS", "General", 0),
        new("D2", "Samuel", "Okafor", "DMD", "Endodontics", 0),
        new("D3", "Priya", "Raman", "DDS, MS", "Orthodontics", 1),
        new("D4", "Walter", "Finch", "DMD", "Oral Surgery", 1, Left: new DateOnly(2024, 6, 30)),
        new("D5", "Grace", "Delacroix", "DDS", "Pediatric", 1, HasEmail: false),
        new("H1", "Maya", "Wren", "RDH", "Hygiene", 0),
        new("H2", "Luis", "Ortega", "RDH", "Hygiene", 1, Disabled: true),
    ];

    /// <summary>Those who treat, hygienists aside.</summary>
    public static readonly IReadOnlyList<Provider> Dentists = [.. All.Where(p => p.Code[0] == 'D')];

    /// <summary>As treatment plans name them.</summary>
    public string FullName => $"{First} {Last}";

    /// <summary>E-mail address, or null.</summary>
    public string? Email => HasEmail ? $"{char.ToLowerInvariant(First[0])}{Last.ToLowerInvariant()}@example.com" : null;

    /// <summary>Their rows.</summary>
    public static IEnumerable<SheetRow> Rows() => All.Select((p, i) => new SheetRow(DentalExecSheets.Providers)
    {
        ["Provider ID"] = p.Code,
        ["Prov Code"] = p.Last[..3].ToUpperInvariant(),
        ["Provider First"] = p.First,
        ["Provider Last"] = p.Last,
        ["Name"] = p.FullName,
        ["Credentials"] = p.Credentials,
        ["Specialty"] = p.Specialty,
        ["Email"] = p.Email,
        ["NPI"] = "19990000" + (10 + i).Text(),
        ["License #"] = "NH-0" + (3010 + (i * 17)).Text(),
        ["Role"] = p.Code[0] == 'H' ? "Hygienist" : "Dentist",
        ["Active"] = p.Left is null ? "Y" : "N",
        ["Inactive Date"] = p.Left,
        ["Office Phone"] = "603-555-01" + (30 + i).Text(),
    });
}
