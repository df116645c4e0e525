using DentalMigration.Ledger;
using DentalMigration.Loading.Existing;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Owners;
using DentalMigration.Sources;
using DentalMigration.Verification;

namespace DentalMigration.Loading;

/// <summary>Reads one object from the source, decides for each record what is to be done, and hands it to those who do it.</summary>
internal sealed class ObjectLoader
{
    private readonly RunState _state;
    private readonly RecordSelection? _selection;
    private readonly NewRowSender _sender;
    private readonly RowUpdater _updater;
    private readonly AscendingKeys _keys = new();

    /// <summary>True where the ledger knew no record of the object when the run came to it.</summary>
    private readonly bool _isFirst;

    private readonly List<MappedRow> _new = [];
    private readonly HashSet<string> _pending = new(StringComparer.Ordinal);
    private readonly SeenKeys _matched = new();
    private readonly HashSet<Guid> _taken = [];
    private readonly List<RowUpdate> _changed = [];

    public ObjectLoader(RunState state, RecordSelection? selection)
    {
        _state = state;
        _selection = selection;
        _isFirst = !state.Ledger.Records.Any(state.Number);
        _updater = new RowUpdater(state);
        _sender = new NewRowSender(state, _updater);
    }

    /// <summary>Loads the object.</summary>
    /// <returns>Why its file could not be read to the end, or null when it could; what was read before is loaded all the same.</returns>
    public async Task<SourceFault?> RunAsync(Action tell, CancellationToken cancellationToken)
    {
        var doubtful = new DoubtfulBatches(_state);
        await using var queue = new SendQueue(_state.Pool.Places, cancellationToken);
        SourceFault? fault = null;
        bool stopped = false;
        try
        {
            await foreach (SourceRecord record in Records(cancellationToken))
            {
                if (_state.Stops())
                {
                    stopped = true;
                    break;
                }

                _state.Counts.Read++;
                if (await DecideAsync(record, cancellationToken) is { } row)
                {
                    if (doubtful.Add(row.Row, row.Known!) is { } batch)
                    {
                        await queue.AddAsync(stop => _sender.ResendAsync(batch.Batch, batch.Rows, batch.OldHashes, stop));
                    }
                }

                await FlushAsync(queue, _sender.BatchSize, _state.Options.BatchSize);
                if (_state.Counts.Read % 256 == 0)
                {
                    tell();
                }
            }
        }
        catch (MigrationException e) when (e.Code == "SourceFileUnreadable")
        {
            fault = new SourceFault("", _state.Mapper.Map.Object, e.Code, e.Message);
        }

        await FlushAsync(queue, 1, 1);
        await queue.DrainAsync();
        if (_state.Mapper.Map.Action == MapAction.Create && fault is null && !stopped)
        {
            (IReadOnlyList<MappedRow> send, IReadOnlyList<MappedRow> stale) = await doubtful.SettleAsync(cancellationToken);
            foreach (MappedRow[] batch in stale.Chunk(_state.Options.BatchSize))
            {
                await queue.AddAsync(stop => _updater.UpdateAsync([.. batch.Select(r => new RowUpdate(r, new UpdateRule(IsOurs: true)))], stop));
            }

            foreach (MappedRow[] batch in send.Chunk(_state.Options.BatchSize))
            {
                long number = _sender.Intend(batch);
                await queue.AddAsync(stop => _sender.SendAsync(number, batch, inDoubt: true, stop));
            }

            await queue.DrainAsync();
        }

        _state.Passed.Keep();
        _state.Ledger.Commit();
        tell();
        return fault;
    }

    /// <summary>The object's records: read ahead where most may be known, and deciding them is all there is to do meanwhile.</summary>
    private IAsyncEnumerable<SourceRecord> Records(CancellationToken cancellationToken)
    {
        ISource source = _state.Migration.Setup.Source;
        string name = _state.Mapper.Map.Object;
        return _isFirst ? source.Read(name, cancellationToken) : source.Ahead(name, cancellationToken);
    }

    /// <summary>Decides a record; one whose batch is in doubt comes back, all else is settled or put aside to be sent.</summary>
    private async ValueTask<(MappedRow Row, LedgerRecord Known)?> DecideAsync(SourceRecord record, CancellationToken cancellationToken)
    {
        long? next = _keys.Next(record.Key);
        if (_selection?.Contains(_state.Mapper.Map.Object, record.Key) == false)
        {
            _state.Count(Outcome.Filtered);
            return null;
        }

        if (record.Fault is { } fault)
        {
            Refuse(record, fault);
            return null;
        }

        if (next is { } number && !_isFirst && _state.Passed.Pass(record, number))
        {
            return null;
        }

        LedgerRecord? known = next is not null && _isFirst ? null : _state.Ledger.Records.Find(_state.Number, record.Key);
        if (IsSecond(record, known))
        {
            if (record.Object.Merges)
            {
                _state.Count(Outcome.Merged);
                return null;
            }

            _state.Stop(record, new RowProblem(ProblemKind.Rejected, "DuplicateKey", string.Join('|', record.Object.Key),
                "An earlier record of the export has the same key. Remove one of the two, or give it a key of its own."), known: false);
            return null;
        }

        if (next is null && known is not null && _state.Passed.Pass(record, known))
        {
            return null;
        }

        Guid? matched = null;
        if (_state.Mapper.Map.Action == MapAction.Match && (matched = Match(record)) is null)
        {
            return null;
        }

        MatchDecision? match = known?.State is null or RecordState.Held or RecordState.Rejected or RecordState.Undone or RecordState.Left ? MatchDecision.Of(_state, record.Key) : null;
        if (match?.Problem is { } undecided)
        {
            _state.Stop(record, undecided);
            return null;
        }

        if (match?.Action == ExistingAction.Skip)
        {
            _state.Leave(record, match.Id);
            return null;
        }

        bool isForeign = match is not null || known is { Made: false, State: RecordState.Written or RecordState.Intent };
        Guid id = matched ?? (match is not null ? match.Id : isForeign ? known!.Id : _state.Mapper.Id(record));
        MappedRow row = await _state.Mapper.MapToAsync(record, id, cancellationToken);
        if (row.IsFiltered)
        {
            LeaveToOther(row, known);
            return null;
        }

        if (row.Problem is { } problem)
        {
            _state.Stop(record, problem, known?.State != RecordState.Intent);
            if (known?.State == RecordState.Intent)
            {
                _state.Ledger.Records.Saw(_state.Number, record.Key, _state.Run); // whether its row is there is settled at the end
            }

            return null;
        }

        if (matched is not null)
        {
            _matched.Add(record.Key);
            Existing(row, known, new UpdateRule(IsOurs: false));
            return null;
        }

        if (isForeign)
        {
            _matched.Add(record.Key);
            UpdateRule rule = MatchDecision.Rule(_state, record.Key);
            Existing(rule.OnlyBlanks ? row.WithoutSteps() : row, known, rule);
            return null;
        }

        switch (known?.State)
        {
            case RecordState.Intent:
                _state.Ledger.Records.Saw(_state.Number, record.Key, _state.Run);
                return (row, known);
            case RecordState.Written:
                Existing(row, known, new UpdateRule(known.Made));
                return null;
            case RecordState.Kept:
                _state.Stop(record, new RowProblem(
                    ProblemKind.Held, "RowKept", "", "An undo kept the row because people changed it. Undo with force, or leave it to them."));
                return null;
            default:
                _new.Add(row);
                _pending.Add(record.Key);
                return null;
        }
    }

    /// <summary>True where the run met a record of the same key before.</summary>
    private bool IsSecond(SourceRecord record, LedgerRecord? known) =>
        known?.Run == _state.Run || _pending.Contains(record.Key) || _matched.Contains(record.Key) || _state.Passed.Contains(record.Key);

    /// <summary>
    /// Refuses a record that cannot be read. What the ledger knows of its row stays where that came of another record of the same key, or where the row is in
    /// doubt: whether it is there is settled at the end.
    /// </summary>
    private void Refuse(SourceRecord record, FieldFault fault)
    {
        LedgerRecord? known = _state.Ledger.Records.Find(_state.Number, record.Key);
        bool isSecond = IsSecond(record, known);
        _state.Stop(record, RowProblem.Rejected(fault), known: !isSecond && known?.State != RecordState.Intent);
        if (!isSecond && known?.State == RecordState.Intent)
        {
            _state.Ledger.Records.Saw(_state.Number, record.Key, _state.Run);
        }
    }

    /// <summary>Leaves a record to the object that takes files of its size.</summary>
    private void LeaveToOther(MappedRow row, LedgerRecord? known)
    {
        if (known is { State: RecordState.Written or RecordState.Intent })
        {
            _state.Ledger.Records.Saw(_state.Number, row.Record.Key, _state.Run);
            foreach (RowProblem finding in row.Findings)
            {
                _state.Ledger.Problems.Add(_state.Run, row.Record, finding);
            }
        }

        _state.Count(Outcome.Filtered);
    }

    private void Existing(MappedRow row, LedgerRecord? known, UpdateRule rule)
    {
        if (known?.State == RecordState.Written && known.Hash.AsSpan().SequenceEqual(row.Hash))
        {
            _state.Unchanged(row);
        }
        else
        {
            if (known is not null)
            {
                _state.Ledger.Records.Saw(_state.Number, row.Record.Key, _state.Run);
            }

            _changed.Add(new RowUpdate(row, rule));
        }
    }

    private Guid? Match(SourceRecord record)
    {
        OwnerEntry? entry = _state.Migration.Setup.Owners.Find(record.Key);
        if (entry?.UserId is { } user)
        {
            bool others = _state.Ledger.Records.FindById(_state.Number, user) is { State: RecordState.Written or RecordState.Intent } other && other.Key != record.Key;
            if (!others && _taken.Add(user))
            {
                return user;
            }

            _state.Stop(record, new RowProblem(ProblemKind.Held, "UserTaken", "email",
                "Another provider of the export has the same user, who can carry only one source id. Merge the two, or name another user in the owner map."));
            return null;
        }

        string reason = entry?.Status switch
        {
            OwnerStatus.NoEmail => "The provider has no e-mail address to find the user by. Enter one, or name the owner in the owner map.",
            OwnerStatus.Conflicting => "The export has the provider twice, with different e-mail addresses. Remove the wrong record, or name the user in the owner map.",
            OwnerStatus.Ambiguous => "Several users have the provider's e-mail address. Name the owner in the owner map.",
            _ => "No user has the provider's e-mail address. Create the user and run again; until then the fallback owner has the rows.",
        };
        _state.Stop(record, new RowProblem(ProblemKind.Held, "ProviderWithoutUser", "email", reason));
        return null;
    }

    private async Task FlushAsync(SendQueue queue, int newRows, int changes)
    {
        if (_new.Count >= newRows)
        {
            MappedRow[] batch = [.. _new];
            _new.Clear();
            _pending.Clear();
            long number = _sender.Intend(batch);
            await queue.AddAsync(stop => _sender.SendAsync(number, batch, inDoubt: _state.Ledger.IsRestored, stop));
        }

        if (_changed.Count >= changes)
        {
            RowUpdate[] batch = [.. _changed];
            _changed.Clear();
            await queue.AddAsync(stop => _updater.UpdateAsync(batch, stop));
        }
    }
}
