using System.Collections.Concurrent;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Undo;

/// <summary>What the parts of an undo share.</summary>
internal sealed record UndoContext(
    MigrationLedger Ledger,
    DataverseClient Target,
    ClientPool Pool,
    MigrationMap Map,
    UndoOptions Options,
    UndoScope Scope,
    long Run,
    string Who,
    TimeProvider Clock,
    IProgress<LoadProgress>? Progress)
{
    private readonly ConcurrentDictionary<string, Task<TableMetadata?>> _tables = new(StringComparer.Ordinal);

    public WriteOptions WriteOptions => BypassChoice.Options(Map, Ledger);

    /// <summary>The users in whose name the migration went.</summary>
    public IReadOnlySet<Guid> Ours { get; } = Ledger.Runs.Users();

    /// <summary>What was put back, for the look at the end; the undo disposes of it.</summary>
    public RestoredRows Restored { get; } = new();

    /// <summary>True where the time budget lets no new work begin; asked only where there is some.</summary>
    public bool Stops() => Options.Budget?.Stops() == true;

    public Patience NewPatience() => new(new LoadOptions(), Clock, Pool);

    /// <summary>What the service says about a table, asked once; null where there is none.</summary>
    public Task<TableMetadata?> TableAsync(string table, CancellationToken cancellationToken) =>
        _tables.GetOrAdd(table, t => Target.Metadata.GetTableAsync(t, cancellationToken));

    public void Audit(string action, string table, string outcome, IReadOnlyList<Guid> ids, string? note = null) =>
        Ledger.Audit.Append(new AuditEntry(Who, Run, action, table, outcome, ids.Count, ids, note));

    /// <summary>Notes something about a row for the person who undoes.</summary>
    public void Tell(ObjectMap map, string key, string code, string column, string reason) =>
        Ledger.Problems.Add(Run, map.Object, key, new RowProblem(ProblemKind.Finding, code, column, reason));
}
