using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Mapping.Attachments;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Loading.Files;

/// <summary>
/// Sends the files of an object's rows, side by side. A step in doubt is done again: the same file in the same place is the same state. A
/// file that is refused leaves its row without it, with a finding, and is tried again by the next run.
/// </summary>
internal sealed class FileStepRunner(RunState state)
{
    /// <summary>Steps looked at together.</summary>
    private const int Window = 512;

    /// <summary>Most small files whose outcome is made durable together.</summary>
    private const int Group = 16;

    private readonly FileSender? _sender = state.Mapper.Map.Content is null ? null : new FileSender(state);

    /// <summary>Sends all files that are to be sent.</summary>
    /// <param name="tell">Told how many are done.</param>
    /// <param name="cancellationToken">Ends it cleanly; a file under way goes on where it was.</param>
    public async Task RunAsync(Action<long> tell, CancellationToken cancellationToken)
    {
        long done = 0;
        while (_sender is not null && state.Ledger.Steps.Open(state.Number, Window, files: true) is { Count: > 0 } open)
        {
            await using var queue = new SendQueue(state.Pool.Places, cancellationToken);
            foreach (IReadOnlyList<LedgerStep> group in Groups(open))
            {
                if (state.Stops())
                {
                    await queue.DrainAsync();
                    return;
                }

                await queue.AddAsync(stop => SendAsync(group, stop));
                tell(done += group.Count);
            }

            await queue.DrainAsync();
        }
    }

    /// <summary>Large files alone, so that none waits behind another; small ones in groups, as many as can be sent at once.</summary>
    private IEnumerable<IReadOnlyList<LedgerStep>> Groups(IReadOnlyList<LedgerStep> steps)
    {
        ILookup<bool, LedgerStep> bySize = steps.ToLookup(s => RowFile.Parse(s.Body).Length is not <= ReplayStream.BlockSize);
        return [.. bySize[true].Select(s => new[] { s }), .. bySize[false].Chunk(Math.Clamp(bySize[false].Count() / state.Pool.Places, 1, Group))];
    }

    private async Task SendAsync(IReadOnlyList<LedgerStep> steps, CancellationToken cancellationToken)
    {
        await NoteEditsAsync(steps, cancellationToken);
        foreach (LedgerStep step in steps)
        {
            state.Ledger.Steps.Set(state.Number, step, 1);
            state.Ledger.Records.Touched(state.Number, step.Key);
        }

        state.Ledger.Commit();
        var sent = new List<Guid>();
        try
        {
            foreach (LedgerStep step in steps)
            {
                await SendAsync(step, sent, cancellationToken);
            }
        }
        finally
        {
            if (sent.Count > 0)
            {
                state.Audit("step", "done", sent, steps[0].Kind);
            }

            state.Ledger.Commit();
        }
    }

    /// <summary>Looks whether somebody changed older rows since, before their next version hides it.</summary>
    private async Task NoteEditsAsync(IReadOnlyList<LedgerStep> steps, CancellationToken cancellationToken)
    {
        List<LedgerRecord> older = [.. steps.Select(s => state.Ledger.Records.Find(state.Number, s.Key)).OfType<LedgerRecord>().Where(r => r.Born != state.Run && !r.Edited)];
        await state.ChangedAsync(older, cancellationToken);
    }

    private async Task SendAsync(LedgerStep step, List<Guid> sent, CancellationToken cancellationToken)
    {
        Patience patience = state.NewPatience();
        while (true)
        {
            try
            {
                FileReceipt receipt;
                using (Lease lease = await state.Pool.AcquireAsync(cancellationToken))
                {
                    receipt = await _sender!.SendAsync(step, lease, cancellationToken);
                    if (receipt.WasSent)
                    {
                        lease.OnSuccess();
                    }
                }

                Done(step, receipt, sent);
                return;
            }
            catch (DataverseException e) when (e.IsTransient)
            {
                await patience.WaitAsync(e, cancellationToken);
            }
            catch (Exception e) when (Refusal(e) is { } refusal)
            {
                state.Ledger.Steps.Set(state.Number, step, 3);
                state.Ledger.Problems.Add(state.Run, state.Mapper.Map.Object, step.Key, new RowProblem(
                    ProblemKind.Finding, refusal.Code, state.Mapper.Map.Content!.From[0], $"The row is there without its file. {refusal.Reason}"));
                return;
            }
        }
    }

    private void Done(LedgerStep step, FileReceipt receipt, List<Guid> sent)
    {
        RowFile file = RowFile.Parse(step.Body);
        state.Ledger.Files.Done(state.Number, step.Key, file.Name, file.MimeType, receipt.Length, receipt.Checksum);
        state.Ledger.Steps.Set(state.Number, step, 2);
        if (receipt.WasSent)
        {
            state.SentFile(step.Key);
            sent.Add(step.Id);
        }
    }

    /// <summary>Why this file cannot be sent; null for what ends the run.</summary>
    private static (string Code, string Reason)? Refusal(Exception e) => e switch
    {
        MigrationException own when own.Code == "RowMissing" || own.Code.StartsWith("Attachment", StringComparison.Ordinal) => (own.Code, own.Message),
        IOException or DataverseException { Code: DataverseErrorCodes.SourceUnreadable } =>
            ("AttachmentUnreadable", "The file cannot be read to its end. Check it in the source, then run again."),
        DataverseException { Status: 404 } => ("RowMissing", RefusalReason.RowMissing),
        DataverseException { Error: { } error, Status: not 401 } => RefusalReason.Of(error),
        _ => null,
    };
}
