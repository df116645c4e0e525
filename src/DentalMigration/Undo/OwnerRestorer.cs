using System.Globalization;
using System.Text;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Owners;

namespace DentalMigration.Undo;

/// <summary>
/// Gives rows back to the owners they had before a run. Assigning a row takes what hangs on it along, so it first notes how all rows stand,
/// with people's own assignments, and then goes down from the top, object by object, until each row has the owner the ledger says.
/// </summary>
internal sealed class OwnerRestorer(UndoContext context, long run, IReadOnlyDictionary<string, UndoneObject> counts)
{
    private const string Mark = "ownersreturning";
    private const string LogicalName = "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname";

    /// <summary>A self-referencing table may be so deep.</summary>
    private const int MostRounds = 12;

    private readonly Dictionary<(int Number, string Key), OwnerImage> _images = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<(ObjectMap Map, int Number)> objects = [.. context.Map.Objects.Where(o => o.Action == MapAction.Create).Select(o => (o, context.Ledger.ObjectNumber(o.Object, o.Table)))];
        foreach ((ObjectMap _, int number) in objects)
        {
            ReadImages(number);
        }

        if (_images.Count == 0)
        {
            return;
        }

        if (context.Ledger.Get(Mark) != run.ToString(CultureInfo.InvariantCulture))
        {
            foreach ((ObjectMap map, int number) in objects)
            {
                await NoteAsync(map, number, cancellationToken);
            }

            context.Ledger.Set(Mark, run.ToString(CultureInfo.InvariantCulture));
            context.Ledger.Commit();
            context.Ledger.KeepInStore(); // whose the rows were cannot be told any more once they move
        }

        foreach ((ObjectMap map, int number) in objects)
        {
            for (int round = 0; round < MostRounds && await GiveAsync(map, number, cancellationToken) > 0; round++)
            {
                context.Progress?.Report(new LoadProgress("undo", map.Object, counts[map.Object].Restored, 0, counts[map.Object].Kept, 0, context.Pool.Throttled));
            }

            await RememberAsync(map, number, cancellationToken);
        }

        context.Ledger.Remove(Mark);
        context.Ledger.Commit();
    }

    private void ReadImages(int number)
    {
        foreach (string key in context.Ledger.PreImages.Keys(number, run))
        {
            JsonElement image = JsonElement.Parse(context.Ledger.PreImages.Find(number, key, run)!);
            if (image.GetProperty("after").TryGetProperty(OwnerImage.Property, out _)
                && context.Ledger.Records.Find(number, key) is { Made: true, State: RecordState.Written or RecordState.Kept } record
                && !context.Scope.Deletes(record) && !HasLater(number, key))
            {
                _images[(number, key)] = OwnerImage.Of(image);
            }
        }
    }

    private bool HasLater(int number, string key) => context.Ledger.PreImages.Of(number, key)
        .Any(i => i.Run > run && JsonElement.Parse(i.Json).GetProperty("after").TryGetProperty(OwnerImage.Property, out _));

    /// <summary>Brings the ledger to the owners that rows are to have: before the run, or as people gave them since.</summary>
    private async Task NoteAsync(ObjectMap map, int number, CancellationToken cancellationToken)
    {
        await foreach ((LedgerRecord record, Owner? now, JsonElement row) in ReadAsync(map, number, cancellationToken))
        {
            if (RowStamp.IsChanged(record, row, context.Ours))
            {
                context.Ledger.Records.Edited(number, record.Key);
            }

            context.Ledger.Records.Touched(number, record.Key);
            if (_images.TryGetValue((number, record.Key), out OwnerImage image))
            {
                if (context.Options.Force || image.After == now?.Id)
                {
                    context.Ledger.Owners.Set(number, record.Key, await BeforeAsync(image, cancellationToken));
                    continue;
                }

                counts[map.Object].Keep("ChangedSince");
                context.Tell(map, record.Key, "ChangedSince", "ownerid", "People gave the row to another owner since; it stays theirs.");
            }

            if (now is { } owner && context.Ledger.Owners.Find(record.Owner)?.Owner.Id != owner.Id)
            {
                context.Ledger.Owners.Set(number, record.Key, new RowOwner(owner, null));
            }
        }
    }

    /// <summary>The owner of before, with the provider the row waited for where the ledger knew one.</summary>
    private async Task<RowOwner> BeforeAsync(OwnerImage image, CancellationToken cancellationToken) =>
        context.Ledger.Owners.Find(image.Known)
        ?? new RowOwner(new Owner(image.Before, await context.Target.RetrieveAsync("teams", image.Before, "teamid", cancellationToken) is not null), null);

    private async Task<long> GiveAsync(ObjectMap map, int number, CancellationToken cancellationToken)
    {
        List<(LedgerRecord Record, Owner Owner)> differing = [];
        await foreach ((LedgerRecord record, Owner? now, JsonElement _) in ReadAsync(map, number, cancellationToken))
        {
            if (context.Ledger.Owners.Find(record.Owner) is { } wanted && wanted.Owner.Id != now?.Id)
            {
                differing.Add((record, wanted.Owner));
            }
        }

        long given = 0;
        await using var queue = new SendQueue(context.Pool.Places, cancellationToken);
        foreach ((LedgerRecord Record, Owner Owner)[] batch in differing.Chunk(context.Options.BatchSize))
        {
            await queue.AddAsync(async stop => Interlocked.Add(ref given, await SendAsync(map, number, batch, stop)));
        }

        await queue.DrainAsync();
        return given;
    }

    private async Task<int> SendAsync(ObjectMap map, int number, IReadOnlyList<(LedgerRecord Record, Owner Owner)> rows, CancellationToken cancellationToken)
    {
        string set = (await context.TableAsync(map.Table, cancellationToken))!.EntitySetName;
        Patience patience = context.NewPatience();
        List<(LedgerRecord Record, Owner Owner)> open = [.. rows];
        var done = new List<Guid>();
        while (open.Count > 0)
        {
            IReadOnlyList<BatchResult> results;
            try
            {
                results = await context.Pool.BatchAsync(
                    [.. open.Select(r => BatchOperation.Update(set, r.Record.Id, Encoding.UTF8.GetBytes($$"""{"{{OwnerImage.Property}}":"/{{r.Owner.EntitySet}}({{r.Owner.Id:D}})"}""")))],
                    context.WriteOptions,
                    cancellationToken);
            }
            catch (DataverseException e) when (e.IsTransient)
            {
                await patience.WaitAsync(e, cancellationToken);
                continue;
            }

            var again = new List<(LedgerRecord Record, Owner Owner)>();
            for (int i = 0; i < open.Count; i++)
            {
                BatchResult? result = i < results.Count ? results[i] : null;
                if (result is null || result.IsTransient)
                {
                    again.Add(open[i]);
                }
                else if (result.IsSuccess)
                {
                    context.Ledger.Records.Touched(number, open[i].Record.Key);
                    done.Add(open[i].Record.Id);
                }
                else if (result.Status != 404)
                {
                    counts[map.Object].Keep("RestoreRefused");
                    context.Tell(map, open[i].Record.Key, "RestoreRefused", "ownerid", RefusalReason.Of(result.Error ?? new DataverseError("0x0", "")).Reason);
                }
            }

            open = again;
            if (open.Count > 0)
            {
                await patience.WaitAsync(PassingFailure.Of(results), cancellationToken);
            }
        }

        if (done.Count > 0)
        {
            context.Audit("assign", map.Table, "done", done, "given back to the owner of before");
        }

        context.Ledger.Commit();
        return done.Count;
    }

    /// <summary>Puts the rows that have their owner of before on the list of what is looked at in the end.</summary>
    private async Task RememberAsync(ObjectMap map, int number, CancellationToken cancellationToken)
    {
        foreach (((int _, string key), OwnerImage image) in _images.Where(i => i.Key.Number == number))
        {
            LedgerRecord record = context.Ledger.Records.Find(number, key)!;
            if (context.Ledger.Owners.Find(record.Owner)?.Owner.Id == image.Before)
            {
                context.Restored.Add(new RestoredRow(
                    map,
                    number,
                    (await context.TableAsync(map.Table, cancellationToken))!.EntitySetName,
                    key,
                    record.Id,
                    new Dictionary<string, JsonElement?> { ["_ownerid_value"] = JsonSerializer.SerializeToElement(image.Before) },
                    new HashSet<string> { OwnerImage.Property },
                    IsWhole: true));
            }
        }
    }

    private async IAsyncEnumerable<(LedgerRecord Record, Owner? Owner, JsonElement Row)> ReadAsync(
        ObjectMap map, int number, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await context.TableAsync(map.Table, cancellationToken) is not { } table || table.Column("importsequencenumber") is null || table.Column("ownerid") is null)
        {
            yield break;
        }

        string url = string.Create(
            CultureInfo.InvariantCulture,
            $"{table.EntitySetName}?$select={table.PrimaryIdAttribute},_ownerid_value,_modifiedby_value&$filter=importsequencenumber eq {ImportNumber.Of(context.Map, map)}");
        await foreach (JsonElement row in context.Target.QueryAsync(url, new QueryOptions { Annotations = QueryAnnotations.All }, cancellationToken))
        {
            if (context.Ledger.Records.FindById(number, row.GetProperty(table.PrimaryIdAttribute).GetGuid()) is { Made: true, State: RecordState.Written or RecordState.Kept } record)
            {
                yield return (record, OwnerOf(row), row);
            }
        }
    }

    private static Owner? OwnerOf(JsonElement row) => row.TryGetProperty("_ownerid_value", out JsonElement owner) && owner.ValueKind == JsonValueKind.String
        ? new Owner(owner.GetGuid(), row.TryGetProperty(LogicalName, out JsonElement type) && type.GetString() == "team")
        : null;
}
