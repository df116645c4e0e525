namespace DentalMigration.Capacity;

/// <summary>What an estimate takes for granted; each line of the output says which of these it rests on.</summary>
public sealed record CapacityAssumptions
{
    /// <summary>The licence.</summary>
    public LicenseTier License { get; init; } = LicenseTier.SalesProfessional;

    /// <summary>How many of them the tenant has.</summary>
    public int Licenses { get; init; } = 1;

    /// <summary>Application users that share the load, for the second figure.</summary>
    public int ApplicationUsers { get; init; } = 4;

    /// <summary>Rows in a bulk request.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>What the service works on one row, in milliseconds.</summary>
    public double MillisecondsPerRow { get; init; } = 25;

    /// <summary>What a row takes in the database with its indexes, in bytes.</summary>
    public int BytesPerRow { get; init; } = 3_000;

    /// <summary>What auditing writes for a row, in bytes.</summary>
    public int LogBytesPerRow { get; init; } = 1_500;
}
