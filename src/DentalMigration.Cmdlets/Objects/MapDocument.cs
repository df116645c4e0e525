using DentalMigration.Mapping;

namespace DentalMigration.Commands;

/// <summary>A map from a system's objects to Dataverse's tables, as a person reads and approves it.</summary>
public sealed class MapDocument
{
    internal MapDocument(MigrationMap map) => Map = map;

    /// <summary>Short name of the source system.</summary>
    public string System => Map.System;

    /// <summary>Names the practice.</summary>
    public string Scope => Map.Scope;

    /// <summary>Publisher prefix of what the migration makes.</summary>
    public string Prefix => Map.Prefix;

    /// <summary>ISO code of the practice's money.</summary>
    public string Currency => Map.Currency;

    /// <summary>Object → table, in load order.</summary>
    public string[] Objects => [.. Map.Objects.Select(o => $"{o.Object} -> {o.Table}")];

    /// <summary>The fingerprint an approval covers.</summary>
    public string Hash => MapHash.Of(Map);

    /// <summary>True where somebody approved exactly this map.</summary>
    public bool IsApproved => Map.IsApproved;

    /// <summary>Who approved it.</summary>
    public string? Approver => Map.Approval?.Approver;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? ApprovedAt => Map.Approval?.At;

    internal MigrationMap Map { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{System} map {Hash[..12]}";
}
