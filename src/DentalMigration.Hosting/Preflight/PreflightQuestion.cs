using DentalMigration.Capacity;
using DentalMigration.Mapping;
using DentalMigration.Schema;
using DentalMigration.Sources;

namespace DentalMigration.Hosting.Preflight;

/// <summary>What a target is asked to be ready for. What is left out is not looked at.</summary>
public sealed record PreflightQuestion
{
    /// <summary>The map whose tables are looked at.</summary>
    public MigrationMap? Map { get; init; }

    /// <summary>What was looked at of the map's schema, for more than these checks; null where it is theirs alone.</summary>
    public TargetDefinitions? Definitions { get; init; }

    /// <summary>The export, whose files are looked at.</summary>
    public ISource? Source { get; init; }

    /// <summary>Id, name or first part of the host of the organisation that is meant.</summary>
    public string? ExpectedOrganization { get; init; }

    /// <summary>True where the schema must be there already.</summary>
    public bool NeedsSchema { get; init; }

    /// <summary>The licence whose limit of tables holds.</summary>
    public LicenseTier License { get; init; } = LicenseTier.SalesProfessional;

    /// <summary>What was waived.</summary>
    public IReadOnlyList<TargetWaiver> Waivers { get; init; } = [];
}
