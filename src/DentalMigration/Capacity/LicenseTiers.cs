namespace DentalMigration.Capacity;

/// <summary>
/// What licences allow: the Dynamics 365 Licensing Guide's right to custom tables, and the request entitlements of
/// learn.microsoft.com/power-platform/admin/api-request-limits-allocations. Both are matters of contract; Dataverse itself lets one pass them.
/// </summary>
public static class LicenseTiers
{
    /// <summary>Requests a day that a tenant without any licence of the kind has for application users.</summary>
    private const long PoolBase = 500_000;

    private const long PoolOfPowerApps = 25_000;

    private const long PoolPerLicense = 5_000;

    private const long LargestPool = 10_000_000;

    /// <summary>Requests a day of one licensed user.</summary>
    public const long RequestsOfUser = 40_000;

    /// <summary>Custom tables the licence allows; null where it sets no limit.</summary>
    public static int? CustomTables(LicenseTier tier) => tier == LicenseTier.SalesProfessional ? 15 : null;

    /// <summary>Requests a day that all application users of the tenant share.</summary>
    /// <param name="tier">The licence.</param>
    /// <param name="licenses">How many of them the tenant has.</param>
    public static long ApplicationPool(LicenseTier tier, int licenses) => tier == LicenseTier.PowerApps
        ? PoolOfPowerApps
        : Math.Min(LargestPool, PoolBase + (PoolPerLicense * licenses));

    /// <summary>As people call it.</summary>
    public static string Label(LicenseTier tier) => tier switch
    {
        LicenseTier.SalesProfessional => "Sales Professional",
        LicenseTier.SalesEnterprise => "Sales Enterprise",
        _ => "Power Apps",
    };
}
