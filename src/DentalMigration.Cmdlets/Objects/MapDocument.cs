using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;

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

    /// <summary>The decisions about files and headers: <c>Hastalar.csv / Cep Telefonu: Accepted, mobile_phone</c>.</summary>
    public string[] Decisions =>
    [
        .. (Map.Places ?? []).SelectMany(p => p.Headers.Select(h => Line($"{p.Place} / {h.Header}", h.Decision, h.Decision == Decision.Custom ? h.Column : h.Field))
            .Prepend(Line(p.Place, p.Decision, p.Object))),
    ];

    /// <summary>What nobody has decided yet; it is neither read nor migrated.</summary>
    public string[] Open => [.. OpenDecisions.Of(Map).Select(o => o.Header is { } h
        ? Line($"{o.Place.Place} / {h.Header}", h.Decision, h.Field ?? h.Column)
        : Line(o.Place.Place, o.Place.Decision, o.Place.Object))];

    /// <summary>The fingerprint an approval covers.</summary>
    public string Hash => MapHash.Of(Map);

    /// <summary>True where somebody approved exactly this map.</summary>
    public bool IsApproved => Map.IsApproved;

    /// <summary>Who approved it.</summary>
    public string? Approver => Map.Approval?.Approver;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? ApprovedAt => Map.Approval?.At;

    internal MigrationMap Map { get; }

    private static string Line(string what, Decision decision, string? to) => to is null ? $"{what}: {decision}" : $"{what}: {decision}, {to}";

    /// <inheritdoc/>
    public override string ToString() => $"{System} map {Hash[..12]}";
}
