using DentalMigration.Mapping.Attachments;
using DentalMigration.Owners;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Rows;

/// <summary>What all rows of a run share.</summary>
/// <param name="Map">The approved map.</param>
/// <param name="Owners">Provider → owner.</param>
/// <param name="Directory">Which records have rows.</param>
/// <param name="TimeZone">Zone of the practice's local times.</param>
/// <param name="Today">The day of the run; a birth date after it is wrong.</param>
/// <param name="Currencies">The currencies the map lists, by ISO code.</param>
/// <param name="OwnCurrency">The organisation's own, which rows have unless told otherwise.</param>
/// <param name="Roles">The connection roles the map names.</param>
public sealed record MappingContext(
    MigrationMap Map,
    OwnerMap Owners,
    IRowDirectory Directory,
    TimeZoneInfo TimeZone,
    DateOnly Today,
    IReadOnlyDictionary<string, Guid> Currencies,
    Guid? OwnCurrency,
    IReadOnlyDictionary<string, Guid> Roles)
{
    /// <summary>Where files come from, and what the organisation lets in; null where the map has no files.</summary>
    public (ISource Source, AttachmentLimits Limits)? Attachments { get; init; }

    /// <summary>What a person decided about tasks that may be recalls: task key → whether it is one.</summary>
    public IReadOnlyDictionary<string, bool> RecallDecisions { get; init; } = new Dictionary<string, bool>();

    /// <summary>All this as a text, of which a row's being as it was depends; null where no rows are compared by it.</summary>
    internal string? Context { get; init; }

    /// <summary>The source system: its words, and how its tooth numbers are meant.</summary>
    public required SystemCatalog Catalog { get; init; }
}
