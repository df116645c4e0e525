namespace DentalMigration.Capacity;

/// <summary>The licences whose limits are known here.</summary>
public enum LicenseTier
{
    /// <summary>Dynamics 365 Sales Professional: 15 custom tables.</summary>
    SalesProfessional,

    /// <summary>Dynamics 365 Sales Enterprise: no such limit.</summary>
    SalesEnterprise,

    /// <summary>Power Apps per user: no such limit, but a smaller pool of requests.</summary>
    PowerApps,
}
