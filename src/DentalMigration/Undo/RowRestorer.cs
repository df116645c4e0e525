using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Verification;

namespace DentalMigration.Undo;

/// <summary>
/// Puts back what columns of rows that are not ours held before. A column that people changed since keeps their value and is reported.
/// </summary>
internal sealed class RowRestorer(UndoContext context, ObjectMap map)
{
    private readonly int _number = context.Ledger.ObjectNumber(map.Object, map.Table);
    private readonly UndoneObject _counts = new() { Object = map.Object, Table = map.Table };

    public async Task<UndoneObject> RunAsync(CancellationToken cancellationToken)
    {
        if (await context.Target.Metadata.GetTableAsync(map.Table, cancellationToken) is not { } table)
        {
            return _counts;
        }

        // A held record may have an image too: its first update went through, a later one was refused.
        foreach (RecordState state in new[] { RecordState.Written, RecordState.Intent, RecordState.Held })
        {
            foreach (LedgerRecord record in context.Ledger.Records.Walk(_number, state).ToList())
            {
                IReadOnlyList<(long Run, string Json)> images = context.Ledger.PreImages.Of(_number, record.Key);
                if (images.Count > 0 && !await RestoreAsync(table.EntitySetName, record, JsonElement.Parse(PreImage.Whole(images)), cancellationToken))
                {
                    continue; // its image stays, for the next undo
                }

                context.Ledger.PreImages.Remove(_number, record.Key);
                context.Ledger.Records.Set(_number, record.Key, state == RecordState.Held ? RecordState.Held : RecordState.Undone);
                context.Ledger.Commit();
            }
        }

        return _counts;
    }

    /// <returns>False where Dataverse refused it.</returns>
    private async Task<bool> RestoreAsync(string set, LedgerRecord record, JsonElement image, CancellationToken cancellationToken)
    {
        Patience patience = context.NewPatience();
        bool inDoubt = false;
        while (true)
        {
            try
            {
                await OnceAsync(set, record, image, inDoubt, cancellationToken);
                return true;
            }
            catch (DataverseException e) when (e.IsTransient || e.Status == 412)
            {
                inDoubt |= e.IsInDoubt;
                await patience.WaitAsync(e, cancellationToken);
            }
            catch (DataverseException e) when (e.Error is { } error && e.Status != 401)
            {
                _counts.Kept++;
                context.Ledger.Problems.Add(context.Run, map.Object, record.Key, new RowProblem(
                    ProblemKind.Finding, "RestoreRefused", "", RefusalReason.Of(error).Reason));
                context.Audit("restore", map.Table, e.Code, [record.Id]);
                return false;
            }
        }
    }

    private async Task OnceAsync(
        string set, LedgerRecord record, JsonElement image, bool inDoubt, CancellationToken cancellationToken)
    {
        JsonElement before = image.GetProperty("before");
        JsonElement after = image.GetProperty("after");
        string select = string.Join(',', after.EnumerateObject().Select(p => p.Name));
        if (await context.Target.RetrieveAsync(set, record.Id, select, cancellationToken) is not { } current)
        {
            return; // deleted since: nothing to restore
        }

        var restore = new Dictionary<string, JsonElement?>();
        foreach (JsonProperty column in after.EnumerateObject())
        {
            JsonElement? now = current.TryGetProperty(column.Name, out JsonElement n) ? n : null;
            JsonElement? old = before.TryGetProperty(column.Name, out JsonElement o) ? o : null;
            if (ValueComparer.Same(column.Value, now))
            {
                foreach ((string property, JsonElement? value) in PreImage.Back(image, column.Name))
                {
                    restore.Add(property, value);
                }
            }
            else if (!ValueComparer.Same(old, now))
            {
                _counts.Kept++;
                context.Ledger.Problems.Add(context.Run, map.Object, record.Key, new RowProblem(
                    ProblemKind.Finding, "ChangedSince", column.Name, "People changed the column since; their value stays."));
            }
        }

        if (restore.Count > 0)
        {
            string etag = current.GetProperty("@odata.etag").GetString()!;
            await context.Target.UpdateAsync(
                set, record.Id, JsonSerializer.SerializeToUtf8Bytes(restore), context.WriteOptions with { IfMatch = etag }, cancellationToken);
            context.Audit("restore", map.Table, "done", [record.Id]);
            _counts.Restored++;
        }
        else if (inDoubt)
        {
            _counts.Restored++; // the answer was lost, the restoring was not
        }
    }
}
