using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Loading.Owners;
using DentalMigration.Mapping.Rows;
using DentalMigration.Verification.Comparing;

namespace DentalMigration.Verification.Repair;

/// <summary>
/// Corrects the rows of one object: reads each, and sends only the columns that differ, under the version just read, after what they held is
/// in the ledger. Owners go by the owners' own way, files by the files'. What is as mapped by now is left alone, so it is safe to repeat.
/// </summary>
internal sealed class ObjectRepairer
{
    private readonly RunState _state;
    private readonly RepairScope _scope;
    private readonly RepairOptions _options;
    private readonly Action<RepairAction> _tell;
    private readonly IReadOnlyDictionary<string, string> _entitySets;
    private readonly RowReader _reader;
    private readonly RowCorrector _corrector;
    private readonly RowRecreator _recreator;
    private readonly OtherEdits _others;
    private readonly string? _fileColumn;
    private readonly int _owner;

    public ObjectRepairer(
        RunState state, RepairScope scope, RepairOptions options, IReadOnlyDictionary<string, string> entitySets, Action<RepairAction> tell)
    {
        (_state, _scope, _options, _tell, _entitySets) = (state, scope, options, tell, entitySets);
        _reader = new RowReader(state.Migration, state.Mapper);
        _corrector = new RowCorrector(state, _reader.Columns);
        _recreator = new RowRecreator(state);
        _others = new OtherEdits(state);
        _owner = _reader.Columns.Columns.ToList().FindIndex(c => c.Writer is OwnerWriter);
        _fileColumn = state.Mapper.Map.Content is null ? null : FileComparison.ColumnOf(state.Mapper);
    }

    /// <summary>Corrects the rows in its scope.</summary>
    /// <param name="beforeOwners">Called once before the first owner changes.</param>
    /// <param name="cancellationToken">Ends it cleanly; repairing again goes on.</param>
    public async Task RunAsync(Func<CancellationToken, Task> beforeOwners, CancellationToken cancellationToken)
    {
        HashSet<string> open = _scope.Keys is null ? [] : [.. _scope.Keys];
        await foreach (IReadOnlyList<RowComparison> batch in _reader.ReadAsync(_scope.Keys, isInDoubtToo: true, cancellationToken))
        {
            open.ExceptWith(batch.Select(r => r.Written.Row.Record.Key));
            List<RowComparison> rows = [.. batch.Where(r => _scope.Covers(r.Written.Known))];
            IReadOnlyList<FileComparison?> files = _fileColumn is not null && _scope.AsksFor(_fileColumn)
                ? await FileComparison.CompareAsync(_state.Migration, _state.Mapper, rows, cancellationToken)
                : new FileComparison?[rows.Count];
            rows.ForEach(NoteOwnerThatCameBack);
            List<RowRepair> repairs = [.. rows.Select((row, i) => Plan(row, files[i])).OfType<RowRepair>()];
            if (_options.DryRun)
            {
                repairs.ForEach(r => Tell(r, RepairOutcome.Planned));
                continue;
            }

            await MarkEditedAsync(repairs, cancellationToken);
            List<RowRepair> owners = [.. repairs.Where(r => r.Owner)];
            if (owners.Count > 0)
            {
                await beforeOwners(cancellationToken);
                _corrector.NoteOwners(owners);
                _state.Ledger.Commit();
                _state.Ledger.KeepInStore();
            }

            await CorrectAsync(repairs, cancellationToken);
        }

        foreach (string key in open)
        {
            NotFound(key);
        }
    }

    /// <summary>
    /// A row above gave it its owner back by now. Before that the cascade took the other owner down as people's choice, and would restore it.
    /// </summary>
    private void NoteOwnerThatCameBack(RowComparison row)
    {
        if (!_options.DryRun && _owner >= 0 && row.Current is not null && row.IsSame(_owner) && row.Written.Row.Owner is { } owner
            && _scope.AsksFor(row.Written.Row.Record.Key, _reader.Columns.Columns[_owner].Name)
            && _state.Ledger.Owners.Find(row.Written.Known.Owner) is { } noted && noted.Owner.Id != owner.Owner.Id)
        {
            _state.Ledger.Owners.Set(_state.Number, row.Written.Row.Record.Key, owner);
        }
    }

    private RowRepair? Plan(RowComparison row, FileComparison? file)
    {
        bool gone = row.IsMissing || row.Written.Known.State == RecordState.Intent;
        List<int> differing = [.. row.Differing()];
        bool fileDiffers = file is { Verdict: not Verdict.Same, IsUnreadable: false };
        if (differing.Count == 0 && !fileDiffers && !gone)
        {
            return Unchanged(row);
        }

        IReadOnlyList<ComparedColumn> columns = _reader.Columns.Columns;
        List<int> asked = [.. differing.Where(i => _scope.AsksFor(row.Written.Row.Record.Key, columns[i].Name))];
        bool sendFile = row.Written.Row.File is not null && ((fileDiffers && _scope.AsksFor(row.Written.Row.Record.Key, _fileColumn!))
            || asked.Any(i => columns[i].Writer is FileResultColumn));
        if (asked.Count == 0 && !sendFile && !gone)
        {
            return Unchanged(row);
        }

        _state.Counts.Read++;
        var repair = new RowRepair(row)
        {
            Columns = gone ? [] : [.. asked.Where(i => columns[i].IsWritable && columns[i].Writer is not (OwnerWriter or FileResultColumn))],
            Owner = !gone && asked.Any(i => columns[i].Writer is OwnerWriter),
            File = sendFile && !gone,
            ReplacesFile = sendFile && !gone && file is { Verdict: Verdict.Different },
            Recreate = gone,
            Names = gone ? [] : [.. asked.Select(i => columns[i].Name), .. fileDiffers && sendFile ? [_fileColumn!] : Array.Empty<string>()],
            Rest = differing.Count > asked.Count || asked.Any(i => !columns[i].IsWritable && columns[i].Writer is not (OwnerWriter or FileResultColumn)),
        };
        if (row.IsChangedSince && !_scope.IsNamed && !_options.IncludeChangedSince)
        {
            Leave(repair, RepairOutcome.Skipped, "ChangedSince", "Somebody else changed or deleted the row since; it was left to them. Name the row, or repair with IncludeChangedSince.");
            return null;
        }

        if (gone && !row.Written.Known.Made)
        {
            Leave(repair, RepairOutcome.Refused, "RowMissing", "The row was there before the migration, and somebody deleted it. It is not made again.");
            return null;
        }

        if (row.Current is null && !gone)
        {
            Leave(repair, RepairOutcome.Refused, "RowUnreadable", "The row cannot be read. Give the user the right to, then repair again.");
            return null;
        }

        if (!repair.Recreate && repair.Columns.Count == 0 && !repair.Owner && !repair.File)
        {
            Leave(repair, RepairOutcome.Refused, "ColumnNotWritable", "Dataverse takes the column only when a row is created. Delete the row and repair again, or leave it.");
            return null;
        }

        return repair;
    }

    private RowRepair? Unchanged(RowComparison row)
    {
        if (_scope.IsNamed)
        {
            _state.Counts.Read++;
            _state.Count(Outcome.Unchanged);
            Tell(new RowRepair(row), RepairOutcome.Unchanged);
        }

        return null;
    }

    /// <summary>A row that holds something of others beside what is corrected stays marked as theirs.</summary>
    private async Task MarkEditedAsync(List<RowRepair> repairs, CancellationToken cancellationToken)
    {
        JudgedEdits judged = _state.Cascade!.Judged!;
        List<RowRepair> touched = [.. repairs.Where(r => r.Row.IsChangedSince && !r.Recreate
            && (!r.Row.Written.Known.Edited || judged.IsMarkedNow(_state.Number, r.Row.Written.Row.Record.Key)))];
        IReadOnlySet<Guid> others = await _others.FindAsync([.. touched.Where(r => !r.Rest).Select(r => r.Row.Written.Row)], cancellationToken);
        foreach (RowRepair repair in touched)
        {
            string key = repair.Row.Written.Row.Record.Key;
            if (repair.Rest || others.Contains(repair.Row.Written.Row.Id))
            {
                _state.Ledger.Records.Edited(_state.Number, key);
            }
            else
            {
                _state.Ledger.Records.NotEdited(_state.Number, key);
            }
        }

        repairs.ForEach(r => judged.Judge(_state.Number, r.Row.Written.Row.Record.Key));
    }

    private async Task CorrectAsync(List<RowRepair> repairs, CancellationToken cancellationToken)
    {
        List<RowRepair> gone = [.. repairs.Where(r => r.Recreate)];
        long held = _state.Counts.Held;
        await _recreator.RunAsync([.. gone.Select(r => r.Row.Written.Row)], cancellationToken);
        foreach (RowRepair repair in gone)
        {
            bool made = held == _state.Counts.Held
                || _state.Ledger.Records.Find(_state.Number, repair.Row.Written.Row.Record.Key) is { State: RecordState.Written };
            Tell(repair, made ? RepairOutcome.Done : RepairOutcome.Refused, made ? "" : "Dataverse refused to make the row again; the run's held rows say why.");
        }

        foreach (RowRepair repair in repairs.Where(r => r.File))
        {
            _corrector.PlanFile(repair);
            if (repair.ReplacesFile)
            {
                _state.Ledger.Problems.Add(_state.Run, _state.Mapper.Map.Object, repair.Row.Written.Row.Record.Key, new RowProblem(
                    ProblemKind.Finding, "FileReplaced", _fileColumn!, "The file that was there made way for that of the source and is not kept; undoing this repair does not bring it back."));
            }
        }

        foreach ((RowRepair repair, string? refusal) in await _corrector.CorrectAsync([.. repairs.Where(r => !r.Recreate)], _entitySets, cancellationToken))
        {
            if (refusal is null)
            {
                _state.Count(Outcome.Updated);
                Tell(repair, RepairOutcome.Done);
            }
            else
            {
                Leave(repair, RepairOutcome.Refused, "RepairRefused", refusal);
            }
        }
    }

    private void Leave(RowRepair repair, RepairOutcome outcome, string code, string reason)
    {
        string key = repair.Row.Written.Row.Record.Key;
        _state.Count(outcome == RepairOutcome.Skipped ? Outcome.Filtered : Outcome.Held);
        if (!_options.DryRun)
        {
            _state.Ledger.Problems.Add(_state.Run, _state.Mapper.Map.Object, key, new RowProblem(
                outcome == RepairOutcome.Skipped ? ProblemKind.Finding : ProblemKind.Held, code, string.Join(", ", repair.Names), reason));
        }

        Tell(repair, outcome, reason);
    }

    private void NotFound(string key)
    {
        const string reason = "The export has no such record with a row any more, so nothing says how the row should be.";
        _state.Counts.Read++;
        _state.Count(Outcome.Held);
        if (!_options.DryRun)
        {
            _state.Ledger.Problems.Add(_state.Run, _state.Mapper.Map.Object, key, new RowProblem(ProblemKind.Held, "RecordNotFound", "", reason));
        }

        _tell(Action(key, Guid.Empty, "correct", "", DifferenceCause.None) with { Outcome = RepairOutcome.Refused, Reason = reason });
    }

    private void Tell(RowRepair repair, RepairOutcome outcome, string reason = "")
    {
        RowComparison row = repair.Row;
        DifferenceCause cause = row.IsMissing ? DifferenceCause.RowMissing : row.IsChangedSince ? DifferenceCause.ChangedSince : DifferenceCause.NotAsSent;
        _tell(Action(
            row.Written.Row.Record.Key,
            row.Written.Row.Id,
            repair.Recreate ? "create" : "correct",
            string.Join(", ", repair.Names),
            outcome == RepairOutcome.Unchanged ? DifferenceCause.None : cause) with { Outcome = outcome, Reason = reason });
    }

    private RepairAction Action(string key, Guid id, string action, string columns, DifferenceCause cause) => new()
    {
        Object = _state.Mapper.Map.Object,
        Key = _state.Ledger.Problems.Mask?.Show(_state.Mapper.Map.Object, key) ?? key,
        Table = _state.Mapper.Table.LogicalName,
        Id = id,
        Action = action,
        Columns = columns,
        Cause = cause,
    };
}
