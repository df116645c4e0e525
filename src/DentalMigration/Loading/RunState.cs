using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading.Owners;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;

namespace DentalMigration.Loading;

/// <summary>What the parts of one run on one object share: counters, ledger, target, and one way to note each outcome.</summary>
internal sealed class RunState(Migration migration, long run, ObjectCounts counts, RowMapper mapper, ConcurrencyGovernor governor)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _fileOnly = new(StringComparer.Ordinal);

    public Migration Migration { get; } = migration;

    public RowMapper Mapper { get; } = mapper;

    public ObjectCounts Counts { get; } = counts;

    public ConcurrencyGovernor Governor { get; } = governor;

    public MigrationLedger Ledger => Migration.Ledger;

    public DataverseClient Target => Migration.Setup.Target;

    public LoadOptions Options => Migration.Setup.Options;

    public long Run { get; } = run;

    /// <summary>What the audit log is told of rows that were not written.</summary>
    public AuditNotes Notes { get; } = new(migration, run, mapper.Map);

    public int Number { get; } = migration.Numbers[mapper.Map.Object];

    /// <summary>Looks after the rows below one whose owner changes; null where no owner can.</summary>
    public OwnerCascade? Cascade { get; init; }

    public long Finished { get; private set; }

    public Patience NewPatience() => new(Options, Migration.Setup.Clock);

    /// <summary>Notes that the record has no row.</summary>
    public void Stop(SourceRecord record, RowProblem problem, bool known = true)
    {
        lock (_gate)
        {
            if (known && record.Key.Length > 0)
            {
                Ledger.Records.Stopped(Number, record.Key, problem.Kind == ProblemKind.Rejected ? RecordState.Rejected : RecordState.Held, Run);
            }

            Ledger.Problems.Add(Run, record, problem);
            Notes.Stopped(record.Key, problem);
            Count(problem.Kind == ProblemKind.Rejected ? Outcome.Rejected : Outcome.Held);
        }
    }

    /// <summary>Notes that the row is there, but with the content of an earlier sending; it is still to be brought up to date.</summary>
    public void WroteEarlier(MappedRow row, byte[] hash) => Ledger.Records.Wrote(Number, row.Record.Key, hash);

    /// <summary>Notes that the row is there.</summary>
    public void Wrote(MappedRow row, byte[] hash, Outcome outcome)
    {
        lock (_gate)
        {
            Ledger.Records.Wrote(Number, row.Record.Key, hash, row.Owner is { } owner ? Ledger.Owners.Number(owner) : null);
            if (outcome != Outcome.Created)
            {
                Ledger.Steps.Drop(Number, row.Record.Key, row.Steps);
            }
            else if (row.Steps.Count > 0)
            {
                // An undo that was broken off may have left what was done to the row of before.
                Ledger.Steps.Forget(Number, row.Record.Key);
                Ledger.Files.Forget(Number, row.Record.Key);
            }

            foreach (RowStep step in row.Steps)
            {
                bool isOpen = Ledger.Steps.Plan(Number, row.Record.Key, step);
                if (isOpen && outcome == Outcome.Unchanged && row.File is not null)
                {
                    _fileOnly.Add(row.Record.Key);
                }
            }

            foreach (RowProblem finding in row.Findings)
            {
                Ledger.Problems.Add(Run, row.Record, finding);
            }

            if (outcome == Outcome.Unchanged)
            {
                Notes.Unchanged(row.Record.Key);
            }

            Count(outcome);
        }
    }

    /// <summary>Notes that a row's file was sent: a row of which nothing else changed is one that was updated.</summary>
    public void SentFile(string key)
    {
        lock (_gate)
        {
            if (_fileOnly.Remove(key))
            {
                Counts.Unchanged--;
                Counts.Updated++;
            }
        }
    }

    /// <summary>Notes that the row was there already.</summary>
    public void Unchanged(MappedRow row)
    {
        lock (_gate)
        {
            Ledger.Records.Saw(Number, row.Record.Key, Run);
            Notes.Unchanged(row.Record.Key);
            foreach (RowProblem finding in row.Findings)
            {
                Ledger.Problems.Add(Run, row.Record, finding);
            }

            Count(Outcome.Unchanged);
        }
    }

    public void Count(Outcome outcome)
    {
        lock (_gate)
        {
            Finished++;
            switch (outcome)
            {
                case Outcome.Created: Counts.Created++; break;
                case Outcome.Updated: Counts.Updated++; break;
                case Outcome.Unchanged: Counts.Unchanged++; break;
                case Outcome.Merged: Counts.Merged++; break;
                case Outcome.Held: Counts.Held++; break;
                case Outcome.Rejected: Counts.Rejected++; break;
                default: Counts.Filtered++; break;
            }
        }
    }

    /// <summary>The failure to wait on where operations of a batch met something that passes; all requests pause where it was throttling.</summary>
    public DataverseException Passing(IEnumerable<BatchResult?> results)
    {
        DataverseException failure = PassingFailure.Of(results);
        if (failure is { Status: 429, RetryAfter: { } pause })
        {
            Governor.OnThrottled(pause);
        }

        return failure;
    }

    /// <summary>True where the row can be read in Dataverse.</summary>
    public async Task<bool> IsThereAsync(Guid id, CancellationToken cancellationToken) =>
        await Target.RetrieveAsync(Mapper.Table.EntitySet, id, Mapper.Table.PrimaryId, cancellationToken) is not null;

    public void Audit(string action, string outcome, IReadOnlyList<Guid> ids, string? note = null) => Ledger.Audit.Append(
        new AuditEntry(Migration.Who, Run, action, Mapper.Map.Table, outcome, ids.Count, ids, note));
}

/// <summary>What became of a record, for the counters.</summary>
internal enum Outcome
{
    Created,
    Updated,
    Unchanged,
    Merged,
    Held,
    Rejected,
    Filtered,
}
