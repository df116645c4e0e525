using DentalMigration.Capacity;

namespace DentalMigration.Commands;

/// <summary>The licences whose limits are known.</summary>
public enum DataverseLicense
{
    /// <summary>Dynamics 365 Sales Professional: 15 custom tables.</summary>
    SalesProfessional,

    /// <summary>Dynamics 365 Sales Enterprise: no such limit.</summary>
    SalesEnterprise,

    /// <summary>Power Apps per user: no such limit, but a smaller pool of requests.</summary>
    PowerApps,
}

/// <summary>Between what PowerShell sees and what the engine knows.</summary>
internal static class DataverseLicenses
{
    public static LicenseTier Tier(this DataverseLicense license) => Enum.Parse<LicenseTier>(license.ToString());
}
