using DentalMigration.Dataverse;
using DentalMigration.Loading;

namespace DentalMigration.Undo;

/// <summary>How far an undo goes.</summary>
public sealed record UndoOptions
{
    /// <summary>Deletes rows of ours even where people changed them since. Rows that others attached something to are kept all the same.</summary>
    public bool Force { get; init; }

    /// <summary>Leaves tables, columns, keys and currencies in place.</summary>
    public bool KeepSchema { get; init; }

    /// <summary>Rows in one <c>$batch</c>.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>The time the undo may take; null for as long as it needs.</summary>
    public RunBudget? Budget { get; init; }

    /// <summary>The same organisation by further application users, who share the undo's requests.</summary>
    public IReadOnlyList<DataverseClient> FurtherUsers { get; init; } = [];

    /// <summary>Most requests of one user in flight.</summary>
    public int MaxConcurrency { get; init; } = 8;
}
