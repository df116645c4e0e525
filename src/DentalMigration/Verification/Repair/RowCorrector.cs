using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;
using DentalMigration.Verification.Comparing;

namespace DentalMigration.Verification.Repair;

/// <summary>Writes what is to be corrected: first into the ledger, with what the row held, then to Dataverse under the version that was read.</summary>
internal sealed class RowCorrector(RunState state, ColumnComparer columns)
{
    private const int MostRounds = 4;

    /// <summary>Notes whose rows are to be again; the owners' cascade gives each row to whom the ledger says.</summary>
    public void NoteOwners(IReadOnlyList<RowRepair> repairs)
    {
        ComparedColumn owner = columns.Columns.First(c => c.Writer is OwnerWriter);
        foreach (RowRepair repair in repairs)
        {
            MappedRow row = repair.Row.Written.Row;
            JsonElement current = repair.Row.Current!.Value;
            Keep(row.Record.Key, [new RepairedColumn(
                owner.Writer.Property,
                current.TryGetProperty(owner.ReadName, out JsonElement before) ? before : null,
                JsonSerializer.SerializeToElement($"/{row.Owner!.Owner.EntitySet}({row.Owner.Owner.Id:D})"))]);
            StepImages.KeepOwner(state, repair.Row.Written.Known);
            state.Ledger.Owners.Set(state.Number, row.Record.Key, row.Owner);
            Correcting(row, [owner.ReadName]);
        }

        state.Ledger.Commit();
    }

    /// <summary>Plans a row's file to be sent anew, whatever the ledger knows of it.</summary>
    public void PlanFile(RowRepair repair)
    {
        MappedRow row = repair.Row.Written.Row;
        foreach (RowStep step in row.Steps.Where(s => s.Kind.StartsWith(FileColumns.StepKind, StringComparison.Ordinal)))
        {
            state.Ledger.Steps.Forget(state.Number, row.Record.Key, step.Kind);
            state.Ledger.Files.Forget(state.Number, row.Record.Key);
            state.Ledger.Steps.Plan(state.Number, row.Record.Key, step);
        }

        Correcting(row, []);
    }

    /// <summary>Sends the columns; a row that changes meanwhile is read again.</summary>
    /// <returns>Each row with the reason why it was refused, or null.</returns>
    public async Task<IReadOnlyList<(RowRepair Repair, string? Refusal)>> CorrectAsync(
        IReadOnlyList<RowRepair> repairs, IReadOnlyDictionary<string, string> entitySets, CancellationToken cancellationToken)
    {
        var done = repairs.Where(r => r.Columns.Count == 0).Select(r => (r, (string?)null)).ToList();
        List<RowRepair> open = [.. repairs.Where(r => r.Columns.Count > 0)];
        Patience patience = state.NewPatience();
        for (int round = 1; open.Count > 0; round++)
        {
            try
            {
                List<(RowRepair Repair, byte[] Body)> bodies = [];
                foreach (RowRepair repair in open)
                {
                    var body = new RepairBody(columns, repair.Row, repair.Columns, entitySets);
                    if (body.Json is { } json)
                    {
                        Keep(repair.Row.Written.Row.Record.Key, body.Changes);
                        Correcting(repair.Row.Written.Row, [.. repair.Columns.Select(c => columns.Columns[c].ReadName)]);
                        bodies.Add((repair, json));
                    }
                    else
                    {
                        done.Add((repair, null));
                    }
                }

                state.Ledger.Commit();
                open = await SendAsync(bodies, done, round >= MostRounds, patience, cancellationToken);
            }
            catch (DataverseException e) when (e.IsTransient)
            {
                await patience.WaitAsync(e, cancellationToken);
            }

            open = await AgainAsync(open, done, cancellationToken);
        }

        state.Ledger.Commit();
        return done;
    }

    private async Task<List<RowRepair>> SendAsync(
        List<(RowRepair Repair, byte[] Body)> bodies,
        List<(RowRepair, string?)> done,
        bool isLast,
        Patience patience,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<BatchResult> results = await state.Pool.BatchAsync(
            [.. bodies.Select(b => BatchOperation.Update(state.Mapper.Table.EntitySet, b.Repair.Row.Written.Row.Id, b.Body, b.Repair.Row.ETag))],
            state.Migration.WriteOptions,
            cancellationToken);
        var again = new List<RowRepair>();
        var ids = new List<Guid>();
        for (int i = 0; i < bodies.Count; i++)
        {
            BatchResult? result = i < results.Count ? results[i] : null;
            if (result?.IsSuccess == true)
            {
                Corrected(bodies[i].Repair);
                ids.Add(bodies[i].Repair.Row.Written.Row.Id);
                done.Add((bodies[i].Repair, null));
            }
            else if (result is null || result.IsTransient || (result.Status == 412 && !isLast))
            {
                again.Add(bodies[i].Repair);
            }
            else
            {
                done.Add((bodies[i].Repair, RefusalReason.Of(result.Error ?? new DataverseError("0x0", "")).Reason));
            }
        }

        if (ids.Count > 0)
        {
            state.Audit("update", "done", ids, "repair");
        }

        state.Ledger.Commit();
        if (results.Any(r => r.IsTransient))
        {
            await patience.WaitAsync(PassingFailure.Of(results), cancellationToken);
        }

        return again;
    }

    /// <summary>Reads rows once more whose sending is in doubt, or that changed meanwhile: only what differs still is sent again.</summary>
    private async Task<List<RowRepair>> AgainAsync(List<RowRepair> open, List<(RowRepair, string?)> done, CancellationToken cancellationToken)
    {
        var again = new List<RowRepair>();
        if (open.Count == 0)
        {
            return again;
        }

        IReadOnlyList<BatchResult> rows = await new TargetRows(state.Migration, columns).FindAsync([.. open.Select(r => r.Row.Written.Row.Id)], cancellationToken);
        for (int i = 0; i < open.Count; i++)
        {
            var row = new RowComparison(state.Migration, columns, open[i].Row.Written, rows[i]);
            if (row.Current is null)
            {
                done.Add((open[i], "The row is gone by now, or cannot be read. Repair again."));
                continue;
            }

            RowRepair repair = open[i] with { Row = row, Columns = [.. open[i].Columns.Where(c => !row.IsSame(c))] };
            if (repair.Columns.Count == 0)
            {
                done.Add((repair, null));
            }
            else
            {
                again.Add(repair);
            }
        }

        return again;
    }

    private void Keep(string key, IEnumerable<RepairedColumn> changes) => state.Ledger.PreImages.Keep(
        state.Number, key, state.Run, RepairImage.Of(state.Ledger.PreImages.Find(state.Number, key, state.Run), changes));

    /// <summary>Before columns are sent: nothing is known of them until the answer comes, and the next run is to look at the row.</summary>
    private void Correcting(MappedRow row, IReadOnlyCollection<string> readNames)
    {
        state.Ledger.Prints.Forget(state.Number, row.Record.Key, readNames.ToHashSet(StringComparer.Ordinal));
        state.Ledger.Records.Wrote(state.Number, row.Record.Key, []);
    }

    /// <summary>After the answer: the columns were last sent with what the record says.</summary>
    private void Corrected(RowRepair repair) => state.Ledger.Prints.Update(
        state.Number,
        repair.Row.Written.Row.Record.Key,
        repair.Columns.Select(c => columns.Columns[c].ReadName).ToHashSet(StringComparer.Ordinal),
        state.Mapper.Prints.Of(repair.Row.Written.Row));
}
