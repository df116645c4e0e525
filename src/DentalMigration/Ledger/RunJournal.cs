using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;

namespace DentalMigration.Ledger;

/// <summary>A run as the ledger and its audit log tell of it: begun when this is made, ended when it is disposed, broken off unless it was completed.</summary>
internal sealed class RunJournal : IDisposable
{
    private readonly MigrationLedger _ledger;
    private readonly string _who;
    private string _outcome = "broken off";

    /// <param name="ledger">The ledger.</param>
    /// <param name="kind">What is run: <c>load</c>, <c>undo</c>.</param>
    /// <param name="who">Who runs it.</param>
    /// <param name="source">The files of the export it reads; null where it reads none.</param>
    public RunJournal(MigrationLedger ledger, string kind, string who, IReadOnlyList<SourceFingerprint>? source = null)
    {
        (_ledger, _who) = (ledger, who);
        ledger.DemandStore();
        Run = ledger.Runs.Begin(kind, who);
        ledger.Audit.Append(new AuditEntry(who, Run, "begin", null, "done", Note: kind) { Source = source });
        if (ledger.IsUnsealed)
        {
            ledger.Problems.Add(Run, "", "", new RowProblem(ProblemKind.Finding, "LedgerUnsealed", "",
                "The ledger came without its .seal file, as a copy does. Its structure is sound, but a changed value in it would not have been noticed."));
        }

        ledger.Commit();
        ledger.KeepInStore();
    }

    /// <summary>The run's number.</summary>
    public long Run { get; }

    /// <summary>Says that it came to its end.</summary>
    public void Complete() => _outcome = "done";

    /// <summary>Says that it stopped in good order before its end, for a later run to go on.</summary>
    public void Pause() => _outcome = "paused";

    /// <inheritdoc/>
    public void Dispose()
    {
        _ledger.Runs.End(Run, _outcome);
        _ledger.Audit.Append(new AuditEntry(_who, Run, "end", null, _outcome) { Counts = _ledger.Runs.Counts(Run) is { Count: > 0 } counts ? counts : null });
        _ledger.Commit();
    }
}
