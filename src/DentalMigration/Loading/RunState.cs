using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading.Owners;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;

namespace DentalMigration.Loading;

/// <summary>What the parts of one run on one object share: counters, ledger, target, and one way to note each outcome.</summary>
internal sealed class RunState(Migration migration, long run, ObjectCounts counts, RowMapper mapper, ClientPool pool)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _fileOnly = new(StringComparer.Ordinal);
    private readonly Lazy<IReadOnlySet<Guid>> _users = new(migration.Ledger.Runs.Users);

    public Migration Migration { get; } = migration;

    public RowMapper Mapper { get; } = mapper;

    public ObjectCounts Counts { get; } = counts;

    /// <summary>The users whose requests these are.</summary>
    public ClientPool Pool { get; } = pool;

    public MigrationLedger Ledger => Migration.Ledger;

    /// <summary>For reading: the user with the least to do.</summary>
    public DataverseClient Target => Pool.Reader;

    public LoadOptions Options => Migration.Setup.Options;

    public long Run { get; } = run;

    /// <summary>When the run came to the object.</summary>
    public DateTimeOffset Began { get; } = migration.Setup.Clock.GetUtcNow();

    /// <summary>What the audit log is told of rows that were not written.</summary>
    public AuditNotes Notes { get; } = new(migration, run, mapper.Map);

    public int Number { get; } = migration.Numbers[mapper.Map.Object];

    /// <summary>Looks after the rows below one whose owner changes; null where no owner can.</summary>
    public OwnerCascade? Cascade { get; init; }

    public long Finished { get; private set; }

    /// <summary>The records that are as they were.</summary>
    public UnchangedRecords Passed => field ??= new(this);

    /// <summary>True where the time budget lets no new work begin; asked only where there is some.</summary>
    public bool Stops() => Options.Budget?.Stops() == true;

    public Patience NewPatience() => new(Options, Migration.Setup.Clock, Pool);

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

    /// <summary>Notes that the row is there, as its record has it.</summary>
    public void Wrote(MappedRow row, Outcome outcome) => Wrote(row, row.Hash, Mapper.Prints.Of(row), outcome);

    /// <summary>Notes that rows are there that were not before, and tells the audit log. Others who note something wait once, and not at every row.</summary>
    public void Created(IReadOnlyList<MappedRow> rows)
    {
        byte[][] prints = [.. rows.Select(r => Ledger.Prints.Seal(Number, r.Record.Key, Mapper.Prints.Of(r)))];
        long?[] sources = [.. rows.Select(SourceOf)];
        lock (_gate)
        {
            lock (Ledger.Gate)
            {
                for (int i = 0; i < rows.Count; i++)
                {
                    Note(rows[i], rows[i].Hash, prints[i], sources[i], Outcome.Created);
                }

                Audit("create", "done", [.. rows.Select(r => r.Id)]);
            }
        }
    }

    /// <summary>Notes that the row is there and what was written of it; where people's values stayed, every run looks at it again.</summary>
    public void Wrote(MappedRow row, RowChanges changes, Outcome outcome)
    {
        Wrote(row, changes.Conflicts.Count > 0 ? [] : row.Hash, changes.Prints, outcome);
        foreach (ColumnWriter column in changes.Conflicts)
        {
            Ledger.Problems.Add(Run, row.Record, new RowProblem(ProblemKind.Finding, "ChangedOnBothSides", string.Join(", ", column.Fields),
                $"Both the source and people in Dataverse changed '{column.Column}' since it was written; theirs stayed. Compare the two, and repair the column if the source is right."));
        }
    }

    /// <summary>Before a row is written: notes that somebody else changed it since our last write, which its next version would hide.</summary>
    /// <param name="known">What the ledger knows.</param>
    /// <param name="row">The row as it was just read, with its modifier.</param>
    /// <returns>True where somebody did.</returns>
    public bool NoteEdit(LedgerRecord known, JsonElement row)
    {
        if (Cascade?.Judged?.IsJudged(Number, known.Key) == true)
        {
            return false;
        }

        if (known.State != RecordState.Written || known.Edited)
        {
            return known.Edited;
        }

        bool isEdited = RowStamp.IsChanged(known, row, _users.Value);
        if (isEdited)
        {
            Ledger.Records.Edited(Number, known.Key);
        }

        return isEdited;
    }

    /// <summary>Looks which rows somebody else changed since our last write, and notes it; those that are gone or cannot be read are among them.</summary>
    public async Task<IReadOnlySet<Guid>> ChangedAsync(IReadOnlyList<LedgerRecord> records, CancellationToken cancellationToken)
    {
        BatchOperation[] reads = [.. records.Select(r => BatchOperation.Get($"{Mapper.Table.EntitySet}({r.Id:D})?$select={RowStamp.ModifiedBy}"))];
        IReadOnlyList<BatchResult> rows = await SureRead.BatchAsync(Pool, NewPatience(), reads, cancellationToken);
        return records.Zip(rows).Where(r => !r.Second.IsSuccess || NoteEdit(r.First, r.Second.Json())).Select(r => r.First.Id).ToHashSet();
    }

    /// <summary>True where the row, as read with its modifier, was last changed in the name of one of our runs.</summary>
    public bool IsOurs(JsonElement row) => RowStamp.IsOurs(row, _users.Value);

    private void Wrote(MappedRow row, byte[] hash, uint[] prints, Outcome outcome)
    {
        byte[] text = Ledger.Prints.Seal(Number, row.Record.Key, prints);
        lock (_gate)
        {
            lock (Ledger.Gate) // nobody's commit comes between the row and its second steps
            {
                Note(row, hash, text, hash.Length > 0 ? SourceOf(row) : null, outcome);
            }
        }
    }

    /// <summary>The fingerprint of the row's record, where the row follows from it alone and nothing but its owner is to be told of again.</summary>
    private long? SourceOf(MappedRow row) =>
        row.Findings.All(OwnerWriter.Tells) && row.File is null && row.Steps.All(s => s.Kind == "state") ? Mapper.Sources?.Of(row.Record) : null;

    private void Note(MappedRow row, byte[] hash, byte[] prints, long? source, Outcome outcome)
    {
        Ledger.Records.Wrote(
            Number,
            row.Record.Key,
            hash,
            row.Owner is { } owner ? Ledger.Owners.Number(owner) : null,
            Migration.Practices.Of(row.Record, Migration.Setup.Source.Catalog),
            prints,
            source);
        IReadOnlyList<RowStep> steps = row.Steps;
        if (outcome != Outcome.Created)
        {
            steps = VanishedRecords.StepsOf(this, row);
            Ledger.Steps.Drop(Number, row.Record.Key, steps);
        }
        else if (row.Steps.Count > 0)
        {
            // An undo that was broken off may have left what was done to the row of before.
            Ledger.Steps.Forget(Number, row.Record.Key);
            Ledger.Files.Forget(Number, row.Record.Key);
        }

        foreach (RowStep step in steps)
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

    /// <summary>Notes that a row that was there before is left as it is.</summary>
    public void Leave(SourceRecord record, Guid id)
    {
        lock (_gate)
        {
            Ledger.Records.Left(Number, record.Key, id, Run);
            Notes.Unchanged(record.Key);
            Count(Outcome.Filtered);
        }
    }

    /// <summary>Notes that the row was there already, as its record has it.</summary>
    public void Unchanged(MappedRow row)
    {
        lock (_gate)
        {
            Ledger.Records.Saw(Number, row.Record.Key, Run, SourceOf(row));
            Unchanged(row.Record, row.Findings);
        }
    }

    /// <summary>Tells of a record whose row was there already, as the record has it.</summary>
    public void Unchanged(SourceRecord record, IReadOnlyList<RowProblem> findings)
    {
        lock (_gate)
        {
            foreach (RowProblem finding in findings)
            {
                Ledger.Problems.Add(Run, record, finding);
            }

            Notes.Unchanged(record.Key);
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
