using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;

namespace DentalMigration.Undo;

/// <summary>What the parts of an undo share.</summary>
internal sealed record UndoContext(
    MigrationLedger Ledger,
    DataverseClient Target,
    ClientPool Pool,
    MigrationMap Map,
    UndoOptions Options,
    long Run,
    string Who,
    TimeProvider Clock,
    IProgress<LoadProgress>? Progress)
{
    /// <summary>True where the time budget lets no new work begin; asked only where there is some.</summary>
    public bool Stops() => Options.Budget?.Stops() == true;

    public WriteOptions WriteOptions => BypassChoice.Options(Map, Ledger);

    public Patience NewPatience() => new(new LoadOptions(), Clock, Pool);

    public void Audit(string action, string table, string outcome, IReadOnlyList<Guid> ids, string? note = null) =>
        Ledger.Audit.Append(new AuditEntry(Who, Run, action, table, outcome, ids.Count, ids, note));
}
