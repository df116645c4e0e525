using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading.Existing;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Loading;

/// <summary>A row that is there, and how far it may be changed.</summary>
internal readonly record struct RowUpdate(MappedRow Row, UpdateRule Rule);

/// <summary>
/// Brings rows that exist to the content of their records: reads them, sends only the columns that changed in the source, under the version just
/// read, and first keeps what they held. Safe to repeat, since it always reads before it writes.
/// </summary>
internal sealed class RowUpdater(RunState state)
{
    private static readonly Dictionary<string, string> Answer = new() { ["Prefer"] = "return=representation" };

    private readonly string _set = state.Mapper.Table.EntitySet;
    private readonly BatchParts _parts = new(state.Options.BatchSize);
    private readonly string _select = string.Join(
        ',', state.Mapper.Columns.Where(c => c.ForUpdate && c.ReadName.Length > 0).Select(c => c.ReadName).Append(state.Mapper.Table.PrimaryId).Append("_modifiedby_value")
            .Concat(state.Mapper.Columns.Any(c => c.Column == "statuscode") ? ["statecode"] : [])
            .Concat(state.Mapper.HasMoney ? [ForeignCurrency.ReadName] : []).Distinct());

    /// <summary>Updates rows, at most a batch.</summary>
    public Task UpdateAsync(IReadOnlyList<RowUpdate> rows, CancellationToken cancellationToken)
    {
        const int Rounds = 3;
        Patience patience = state.NewPatience();
        int rounds = 0;
        return _parts.SendAsync(
            rows,
            patience,
            async part =>
            {
                List<RowUpdate> again = await OnceAsync(part, last: rounds >= Rounds, patience, cancellationToken);
                rounds = again.Count > 0 ? rounds + 1 : 0;
                return again;
            },
            cancellationToken);
    }

    private async Task<List<RowUpdate>> OnceAsync(List<RowUpdate> rows, bool last, Patience patience, CancellationToken cancellationToken)
    {
        IReadOnlyList<BatchResult> current = await BatchAsync(
            [.. rows.Select(r => BatchOperation.Get($"{_set}({r.Row.Id:D})?$select={_select}"))], cancellationToken);
        var changed = new List<Change>();
        var again = new List<RowUpdate>();
        for (int i = 0; i < rows.Count; i++)
        {
            if (i >= current.Count || current[i].IsTransient)
            {
                again.Add(rows[i]);
            }
            else if (current[i].Status == 404)
            {
                state.Stop(rows[i].Row.Record, new RowProblem(ProblemKind.Held, "RowMissing", "", RefusalReason.RowMissing));
            }
            else if (!current[i].IsSuccess)
            {
                Hold(rows[i].Row, current[i]);
            }
            else if (Decide(rows[i], current[i].Json()) is { } change)
            {
                changed.Add(change);
            }
        }

        rows.Clear(); // all else is settled, also where these are sent again
        rows.AddRange(again.Concat(changed.Select(c => c.Update)));
        state.Ledger.Commit();
        if (state.Cascade is { } cascade && changed.Any(c => c.Changes.Body.AsSpan().IndexOf("\"ownerid@odata.bind\""u8) >= 0))
        {
            await cascade.BeforeMoveAsync(state.Mapper, cancellationToken);
        }

        IReadOnlyList<BatchResult> results = changed.Count > 0 ? await PatchAsync(changed, again, last, cancellationToken) : [];
        state.Ledger.Commit();
        if (current.Concat(results).Any(r => r.IsTransient))
        {
            await patience.WaitAsync(PassingFailure.Of(current.Concat(results)), cancellationToken);
        }

        return again;
    }

    /// <summary>Journals what is about to be changed in a row.</summary>
    /// <returns>The change, or null where there is nothing to write.</returns>
    private Change? Decide(RowUpdate update, JsonElement current)
    {
        MappedRow row = update.Row;
        LedgerRecord? known = state.Ledger.Records.Find(state.Number, row.Record.Key);
        long version = RowStamp.Version(current);
        bool isEdited = known is not null && state.NoteEdit(known, current);
        bool isUntouched = known is { Edited: false } && (known.Version == version || (state.Ledger.IsRestored && known.Version is null && !isEdited));
        UpdateRule rule = update.Rule with { SparesEdits = state.Ledger.IsRestored && isEdited };
        RowChanges changes = RowChanges.Between(row, current, state.Ledger.Prints.Find(state.Number, row.Record.Key), Doubted(known), state.Mapper, rule, isUntouched);
        if (changes.IsOtherCurrency)
        {
            state.Stop(row.Record, new RowProblem(ProblemKind.Held, "CurrencyDiffers", "",
                "The row that was there before counts in another currency than the record. Change its currency, or give the record a row of its own with Resolve-MigrationHold -Action Create."));
            return null;
        }

        if (changes.Body is null)
        {
            if (known?.Id != row.Id) // seen for the first time, or held without a row until now
            {
                state.Ledger.Records.Intend(state.Number, row.Record.Key, row.Id, row.Hash, null, state.Run, update.Rule.IsOurs);
            }

            state.Wrote(row, changes, Outcome.Unchanged);
            state.Ledger.Records.Verified(state.Number, row.Record.Key, version);
            return null;
        }

        if (update.Rule.IsOurs)
        {
            state.Ledger.Records.Doubt(state.Number, row.Record.Key);
        }
        else
        {
            state.Ledger.Records.Intend(state.Number, row.Record.Key, row.Id, row.Hash, null, state.Run, made: false);
        }

        string? earlier = state.Ledger.PreImages.Find(state.Number, row.Record.Key, state.Run);
        state.Ledger.PreImages.Keep(state.Number, row.Record.Key, state.Run, PreImage.Of(earlier, current, changes.Body, ReadName));
        return new Change(update, changes, current.GetProperty("@odata.etag").GetString()!);
    }

    /// <summary>What the last run that changed the row sent, where it is not known whether that came there; null where it is.</summary>
    private JsonElement? Doubted(LedgerRecord? known) =>
        known is { State: RecordState.Intent } or { Hash.Length: 0 } && state.Ledger.PreImages.Of(state.Number, known.Key) is [.., { } last]
            ? JsonElement.Parse(last.Json).GetProperty("after")
            : null;

    private async Task<IReadOnlyList<BatchResult>> PatchAsync(List<Change> changed, List<RowUpdate> again, bool last, CancellationToken cancellationToken)
    {
        IReadOnlyList<BatchResult> results = await BatchAsync([.. changed.Select(Patch)], cancellationToken);
        var done = new List<Guid>();
        for (int i = 0; i < changed.Count; i++)
        {
            MappedRow row = changed[i].Update.Row;
            BatchResult? result = i < results.Count ? results[i] : null;
            if (result?.IsSuccess == true)
            {
                state.Wrote(row, changed[i].Changes, Outcome.Updated);
                state.Ledger.Records.Verified(state.Number, row.Record.Key, RowStamp.Version(result.Json()));
                done.Add(row.Id);
            }
            else if (result is null || result.IsTransient || (result.Status == 412 && !last))
            {
                again.Add(changed[i].Update);
            }
            else
            {
                Hold(row, result);
            }
        }

        if (done.Count > 0)
        {
            state.Audit("update", "done", done);
        }

        return results;
    }

    /// <summary>The answer brings the row's new version, so that nobody need ask for it afterwards.</summary>
    private BatchOperation Patch(Change change)
    {
        BatchOperation patch = BatchOperation.Update(_set, change.Update.Row.Id, change.Changes.Body, change.ETag);
        return patch with { Url = $"{patch.Url}?$select={state.Mapper.Table.PrimaryId}", Headers = Answer };
    }

    private string ReadName(string property) => state.Mapper.Columns.FirstOrDefault(c => c.Property == property)?.ReadName is { Length: > 0 } name ? name
        : property == ForeignCurrency.Property ? ForeignCurrency.ReadName : property;

    private void Hold(MappedRow row, BatchResult result)
    {
        (string code, string reason) = RefusalReason.Of(result.Error ?? new DataverseError("0x0", ""));
        state.Stop(row.Record, new RowProblem(ProblemKind.Held, code, "", reason));
    }

    private Task<IReadOnlyList<BatchResult>> BatchAsync(IReadOnlyList<BatchItem> operations, CancellationToken cancellationToken) =>
        state.Pool.BatchAsync(operations, state.Migration.WriteOptions, cancellationToken);

    private sealed record Change(RowUpdate Update, RowChanges Changes, string ETag);
}
