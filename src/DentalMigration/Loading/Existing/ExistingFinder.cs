using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;

namespace DentalMigration.Loading.Existing;

/// <summary>
/// Looks, before an object is loaded, which of its records stand for rows that were there before, so that the links between records already lead to
/// those. A row found for two records is given to neither: which of them it is, only a person knows.
/// </summary>
internal sealed class ExistingFinder(RunState state, RecordSelection? selection)
{
    private readonly int _number = ImportNumber.Of(state.Migration.Setup.Map, state.Mapper.Map);
    private readonly IReadOnlyList<MatchQuery> _queries = [.. state.Mapper.Map.Existing!.Match.Select(
        set => new MatchQuery(state.Mapper, set, ImportNumber.Of(state.Migration.Setup.Map, state.Mapper.Map)))];

    /// <summary>Finds the rows of all records that have none yet.</summary>
    /// <param name="tell">Told how many records were looked at.</param>
    /// <param name="cancellationToken">Ends it cleanly; running again goes on.</param>
    public async Task RunAsync(Action<long> tell, CancellationToken cancellationToken)
    {
        if (!await AnyOfOthersAsync(cancellationToken))
        {
            return;
        }

        long looked = 0;
        var batch = new List<MappedRow>();
        try
        {
            await foreach (SourceRecord record in state.Migration.Setup.Source.Read(state.Mapper.Map.Object, cancellationToken))
            {
                if (state.Stops())
                {
                    return; // nothing is loaded after this either
                }

                tell(++looked);
                if (IsOpen(record) && state.Mapper.MapRow(record) is { Problem: null, IsFiltered: false } row)
                {
                    batch.Add(row);
                }

                if (batch.Count >= state.Options.BatchSize)
                {
                    await MatchAsync(batch, cancellationToken);
                    batch.Clear();
                }
            }
        }
        catch (MigrationException e) when (e.Code == "SourceFileUnreadable")
        {
            // The load says so where it reads the file; what was read before is matched all the same.
        }

        await MatchAsync(batch, cancellationToken);
    }

    private bool IsOpen(SourceRecord record)
    {
        if (record.Fault is not null
            || selection?.Contains(state.Mapper.Map.Object, record.Key) == false
            || state.Ledger.Records.Find(state.Number, record.Key)?.State is RecordState.Written or RecordState.Intent or RecordState.Kept)
        {
            return false;
        }

        if (MatchDecision.Decided(state, record.Key) != ExistingAction.Create)
        {
            return true;
        }

        state.Ledger.Matches.Remove(state.Number, record.Key);
        return false;
    }

    /// <summary>An organisation whose table holds nothing but our rows need not be asked for each record.</summary>
    private async Task<bool> AnyOfOthersAsync(CancellationToken cancellationToken)
    {
        string url = $"{state.Mapper.Table.EntitySet}?$select={state.Mapper.Table.PrimaryId}&$top=1";
        if (MatchQuery.OfOthers(state.Mapper, _number) is { } others)
        {
            url += $"&$filter={Uri.EscapeDataString(others)}";
        }

        return await state.Target.QueryAsync(url, null, cancellationToken).AnyAsync(cancellationToken);
    }

    private async Task MatchAsync(IReadOnlyList<MappedRow> rows, CancellationToken cancellationToken)
    {
        List<MappedRow> open = [.. rows];
        foreach (MatchQuery query in _queries)
        {
            List<(MappedRow Row, string Url)> asked = [.. open.Select(r => (Row: r, Url: query.For(r))).Where(q => q.Url is not null).Select(q => (q.Row, q.Url!))];
            IReadOnlyList<BatchResult> answers = asked.Count == 0 ? [] : await AskAsync(asked, cancellationToken);
            for (int i = 0; i < asked.Count; i++)
            {
                List<Guid> found = [.. answers[i].Json().GetProperty("value").EnumerateArray().Select(v => v.GetProperty(state.Mapper.Table.PrimaryId).GetGuid()).Where(id => id != asked[i].Row.Id && !state.Ledger.Records.IsOurs(id))];
                if (found.Count > 0)
                {
                    open.Remove(asked[i].Row);
                    Keep(asked[i].Row.Record.Key, found);
                }
            }
        }

        foreach (MappedRow row in open)
        {
            state.Ledger.Matches.Remove(state.Number, row.Record.Key);
        }

        state.Ledger.Commit();
    }

    private void Keep(string key, List<Guid> found)
    {
        if (found.Count > 1)
        {
            state.Ledger.Matches.Set(state.Number, key, new RecordMatch(null, MatchKind.Several));
            return;
        }

        List<string> others = [.. state.Ledger.Matches.Finders(state.Number, found[0]).Where(k => k != key)];
        foreach (string other in others.Where(k => MatchDecision.Decided(state, k) is null))
        {
            state.Ledger.Matches.Set(state.Number, other, new RecordMatch(found[0], MatchKind.Shared));
        }

        ExistingAction? decided = MatchDecision.Decided(state, key);
        state.Ledger.Matches.Set(state.Number, key, new RecordMatch(
            found[0],
            others.Count > 0 && decided is null ? MatchKind.Shared
            : (decided ?? state.Mapper.Map.Existing!.OnMatch) == ExistingAction.Hold ? MatchKind.Undecided
            : MatchKind.One));
    }

    private async Task<IReadOnlyList<BatchResult>> AskAsync(IReadOnlyList<(MappedRow Row, string Url)> asked, CancellationToken cancellationToken)
    {
        IReadOnlyList<BatchResult> answers = await SureRead.BatchAsync(state.Pool, state.NewPatience(), [.. asked.Select(q => BatchOperation.Get(q.Url))], cancellationToken);
        return answers.FirstOrDefault(a => !a.IsSuccess) is not { } refused
            ? answers
            : throw new MigrationException(
                "MatchRefused",
                $"Dataverse would not look for rows of '{state.Mapper.Table.LogicalName}' by the map's match rules ({refused.Error?.Code ?? "no answer"}). Correct 'existing' in the map.");
    }
}
