using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Mapping;
using DentalMigration.Owners;
using DentalMigration.Sources;

namespace DentalMigration.Loading;

/// <summary>What makes a migration: approved map, owners, source, target, bound to one ledger.</summary>
public sealed record MigrationSetup
{
    /// <summary>The approved map.</summary>
    public required MigrationMap Map { get; init; }

    /// <summary>Provider → owner.</summary>
    public required OwnerMap Owners { get; init; }

    /// <summary>The export.</summary>
    public required ISource Source { get; init; }

    /// <summary>The organisation, by the user who signs for the run.</summary>
    public required DataverseClient Target { get; init; }

    /// <summary>The same organisation by further application users, who share the run's requests.</summary>
    public IReadOnlyList<DataverseClient> FurtherUsers { get; init; } = [];

    /// <summary>The ledger; made when missing.</summary>
    public required LedgerPlace Ledger { get; init; }

    /// <summary>How to go about it.</summary>
    public LoadOptions Options { get; init; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
