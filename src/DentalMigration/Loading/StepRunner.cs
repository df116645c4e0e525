using System.Text;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading.Files;
using DentalMigration.Loading.Owners;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Loading;

/// <summary>
/// Does the second steps of an object: states a create cannot set, links to rows of the same table, and then files. A step in doubt is first looked at:
/// it is repeated only where the row does not read as it should.
/// </summary>
/// <param name="state">The run.</param>
/// <param name="kind">Only steps of this kind; null for all.</param>
internal sealed class StepRunner(RunState state, string? kind = null)
{
    private readonly string _set = state.Mapper.Table.EntitySet;
    private readonly BatchParts _parts = new(state.Options.BatchSize);

    /// <summary>Does all open steps of the object.</summary>
    /// <param name="tell">Told how many are done.</param>
    /// <param name="cancellationToken">Ends it cleanly.</param>
    public async Task RunAsync(Action<long> tell, CancellationToken cancellationToken)
    {
        state.Ledger.Steps.Reopen(state.Number);
        long done = 0;
        while (await RunOnceAsync(sent => tell(done + sent), cancellationToken) is > 0 and var sent) // a step may open another
        {
            done += sent;
        }

        if (kind is null)
        {
            await new FileStepRunner(state).RunAsync(files => tell(done + files), cancellationToken);
        }
    }

    /// <summary>Goes once through the open steps, without waiting for those before.</summary>
    /// <returns>How many there were.</returns>
    private async Task<long> RunOnceAsync(Action<long> tell, CancellationToken cancellationToken)
    {
        int most = state.Options.BatchSize * state.Pool.Places;
        long sent = 0;
        await using var queue = new SendQueue(state.Pool.Places, cancellationToken);
        IReadOnlyList<LedgerStep> open = state.Ledger.Steps.Open(state.Number, most, kind: kind);
        while (open.Count > 0 && !state.Stops())
        {
            foreach (LedgerStep[] batch in open.Chunk(state.Options.BatchSize))
            {
                await queue.AddAsync(stop => DoAsync(batch, stop));
            }

            tell(sent += open.Count);
            open = state.Ledger.Steps.Open(state.Number, most, kind: kind, after: open[^1]);
        }

        await queue.DrainAsync();
        return sent;
    }

    private Task DoAsync(IReadOnlyList<LedgerStep> steps, CancellationToken cancellationToken)
    {
        Patience patience = state.NewPatience();
        return _parts.SendAsync(
            steps,
            patience,
            async part => await SkipDoneAsync(part, cancellationToken) is { Count: > 0 } open ? await SendAsync(open, patience, cancellationToken) : [],
            cancellationToken,
            step => step with { Sent = true });
    }

    private async Task<List<LedgerStep>> SkipDoneAsync(List<LedgerStep> steps, CancellationToken cancellationToken)
    {
        List<LedgerStep> doubtful = [.. steps.Where(s => s.Sent)];
        if (doubtful.Count == 0)
        {
            return steps;
        }

        IReadOnlyList<BatchResult> rows = await BatchAsync(
            [.. doubtful.Select(s => BatchOperation.Get($"{_set}({s.Id:D})?$select={string.Join(',', s.Expected.Keys)}"))], cancellationToken);
        var done = new HashSet<LedgerStep>();
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].IsSuccess && doubtful[i].IsDoneIn(rows[i].Json()))
            {
                Done(doubtful[i]);
                done.Add(doubtful[i]);
            }
        }

        return [.. steps.Where(s => !done.Contains(s))];
    }

    private async Task<List<LedgerStep>> SendAsync(List<LedgerStep> steps, Patience patience, CancellationToken cancellationToken)
    {
        await StepImages.KeepAsync(state, steps, cancellationToken);
        foreach (LedgerStep step in steps)
        {
            state.Ledger.Steps.Set(state.Number, step, 1);
            state.Ledger.Records.Touched(state.Number, step.Key); // should no answer come, the next version is ours all the same
        }

        state.Ledger.Commit();
        IReadOnlyList<BatchResult> results = await BatchAsync(
            [.. steps.Select(s => BatchOperation.Update(_set, s.Id, Encoding.UTF8.GetBytes(s.Body)))], cancellationToken);
        var again = new List<LedgerStep>();
        var done = new List<LedgerStep>();
        for (int i = 0; i < steps.Count; i++)
        {
            BatchResult? result = i < results.Count ? results[i] : null;
            if (result?.IsSuccess == true)
            {
                Done(steps[i]);
                done.Add(steps[i]);
            }
            else if (result is null || result.IsTransient)
            {
                again.Add(steps[i] with { Sent = true });
            }
            else
            {
                (string code, string reason) = RefusalReason.Of(result.Error ?? new DataverseError("0x0", ""));
                state.Ledger.Steps.Set(state.Number, steps[i], 3);
                state.Ledger.Problems.Add(
                    state.Run, state.Mapper.Map.Object, steps[i].Key, new RowProblem(ProblemKind.Finding, code, "", $"Second step '{steps[i].Kind}': {reason}"));
            }
        }

        if (done.Count > 0)
        {
            state.Audit("step", "done", [.. done.Select(s => s.Id)], steps[0].Kind);
        }

        state.Ledger.Commit();
        if (kind == OwnerStep.Kind && done.Count > 0)
        {
            await OwnerStep.CheckAsync(state, done, cancellationToken);
        }

        if (again.Count > 0)
        {
            await patience.WaitAsync(PassingFailure.Of(results), cancellationToken);
        }

        return again;
    }

    private void Done(LedgerStep step)
    {
        state.Ledger.Steps.Set(state.Number, step, 2);
        state.Ledger.Records.Touched(state.Number, step.Key);
        if (step.Kind == OwnerStep.Kind)
        {
            OwnerStep.Done(state, step);
        }
    }

    private Task<IReadOnlyList<BatchResult>> BatchAsync(IReadOnlyList<BatchItem> operations, CancellationToken cancellationToken) =>
        state.Pool.BatchAsync(operations, state.Migration.WriteOptions, cancellationToken);
}
