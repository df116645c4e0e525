using DentalMigration.Dataverse;
using DentalMigration.Loading;

namespace DentalMigration.Undo;

/// <summary>How far an undo goes: everything, or one run, or some objects or practices.</summary>
public sealed record UndoOptions
{
    /// <summary>
    /// Deletes rows of ours, and puts back columns, even where people changed them since. Rows that others attached something to, or that other
    /// rows of ours need, are kept all the same.
    /// </summary>
    public bool Force { get; init; }

    /// <summary>Leaves tables, columns, keys and currencies in place. So does an undo of one run, or of some objects or practices.</summary>
    public bool KeepSchema { get; init; }

    /// <summary>Only what this run made and changed; null for all runs. Not together with objects or practices.</summary>
    public long? Run { get; init; }

    /// <summary>Only rows of these objects; none for all.</summary>
    public IReadOnlyList<string> Objects { get; init; } = [];

    /// <summary>Only rows of these practices, by source key; none for all. Rows that belong to no practice are of none.</summary>
    public IReadOnlyList<string> Practices { get; init; } = [];

    /// <summary>Rows in one <c>$batch</c>.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>The time the undo may take; null for as long as it needs.</summary>
    public RunBudget? Budget { get; init; }

    /// <summary>The same organisation by further application users, who share the undo's requests.</summary>
    public IReadOnlyList<DataverseClient> FurtherUsers { get; init; } = [];

    /// <summary>Most requests of one user in flight.</summary>
    public int MaxConcurrency { get; init; } = 8;

    /// <summary>True where only part of the migration goes.</summary>
    public bool IsPartial => Run is not null || Objects.Count > 0 || Practices.Count > 0;
}
