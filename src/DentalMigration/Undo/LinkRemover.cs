using System.Globalization;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;

namespace DentalMigration.Undo;

/// <summary>
/// Takes back links between rows of one table before the rows go. Deleting a parent would cut the links of its children and move their
/// versions on, so that they would look as if people had changed them. First it looks which of the children stay, since their parents stay
/// with them; then the links of the others are cut, each under the row's known version.
/// </summary>
internal sealed class LinkRemover(UndoContext context, int number, string set, string primaryId, RowRefusals refusals)
{
    private const string Kind = "link:";

    /// <summary>Cuts the links of an object's rows.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await EachAsync(Rows(), FindChangedAsync, cancellationToken);
        KeepParents();
        await EachAsync(Rows().Where(r => refusals.Of(r.Row) is null), CutAsync, cancellationToken);
        KeepParents(); // of those that were changed in between
    }

    /// <summary>The rows with links that are not cut, as the ledger has them now.</summary>
    private IEnumerable<Linked> Rows() => context.Ledger.Steps.Links(number, Kind)
        .Select(links => (Row: context.Ledger.Records.Find(number, links[0].Key), Links: links))
        .Where(r => r.Row is not null && context.Scope.Deletes(r.Row))
        .Select(r => new Linked(r.Row!, r.Links));

    private async Task EachAsync(IEnumerable<Linked> rows, Func<List<Linked>, CancellationToken, Task<List<Linked>>> step, CancellationToken cancellationToken)
    {
        await using var queue = new SendQueue(context.Pool.Places, cancellationToken);
        foreach (Linked[] batch in rows.Chunk(context.Options.BatchSize))
        {
            await queue.AddAsync(async stop =>
            {
                Patience patience = context.NewPatience();
                for (List<Linked> open = [.. batch]; open.Count > 0;)
                {
                    try
                    {
                        open = await step(open, stop);
                    }
                    catch (DataverseException e) when (e.IsTransient)
                    {
                        await patience.WaitAsync(e, stop);
                    }
                }
            });
        }

        await queue.DrainAsync();
    }

    /// <summary>A row that stays keeps its links, so the rows it points at stay too, and so on upwards.</summary>
    private void KeepParents()
    {
        for (bool more = true; more;)
        {
            more = false;
            foreach (Linked child in Rows().Where(r => refusals.Of(r.Row) is not null))
            {
                foreach (string parent in child.Links.SelectMany(l => l.Expected.Values))
                {
                    more |= Guid.TryParse(parent, out Guid id) && refusals.Need(id);
                }
            }
        }
    }

    private async Task<List<Linked>> FindChangedAsync(List<Linked> rows, CancellationToken cancellationToken)
    {
        await ReadAsync(rows, cancellationToken);
        return [];
    }

    private async Task<List<Linked>> CutAsync(List<Linked> rows, CancellationToken cancellationToken)
    {
        List<(Linked Row, long Version, bool IsCut)> now = await ReadAsync(rows, cancellationToken);
        foreach ((Linked row, long version, bool _) in now.Where(n => n.IsCut))
        {
            context.Ledger.Records.Verified(number, row.Row.Key, version);
            row.Set(context, number, 4);
        }

        List<(Linked Row, long Version, bool)> open = [.. now.Where(n => !n.IsCut && refusals.Of(n.Row.Row) is null)];
        open.ForEach(n => n.Row.Set(context, number, 1));
        open.ForEach(n => n.Row.InDoubt = true); // from here on a cut link may be our own doing, also where no answer comes
        context.Ledger.Commit();
        if (open.Count == 0)
        {
            return [];
        }

        IReadOnlyList<BatchResult> results = await context.Pool.BatchAsync(
            [.. open.Select(n => BatchOperation.Update(set, n.Row.Row.Id, n.Row.Body(), string.Create(CultureInfo.InvariantCulture, $"W/\"{n.Version}\"")))],
            context.WriteOptions,
            cancellationToken);
        foreach (BatchResult result in results)
        {
            if (result is { IsSuccess: false, IsTransient: false, Status: not 412 and not 404, Error: { } error })
            {
                throw new MigrationException(
                    "LinkNotCut", $"Dataverse would not cut a link between rows of '{set}' ({error.Code}: {RefusalReason.Of(error).Reason}). Undo again when it does.");
            }
        }

        return results.Count < open.Count || results.Any(r => r.IsTransient) ? throw PassingFailure.Of(results) : [.. open.Select(o => o.Row)];
    }

    /// <summary>Reads rows as they are; of one that people changed notes it. Rows that are gone are left out.</summary>
    private async Task<List<(Linked Row, long Version, bool IsCut)>> ReadAsync(List<Linked> rows, CancellationToken cancellationToken)
    {
        IReadOnlyList<BatchResult> results = await context.Pool.BatchAsync(
            [.. rows.Select(r => BatchOperation.Get($"{set}({r.Row.Id:D})?$select={primaryId},_modifiedby_value,{string.Join(',', r.Reads)}"))],
            null,
            cancellationToken);
        if (results.Count < rows.Count || results.Any(r => r.IsTransient))
        {
            throw PassingFailure.Of(results);
        }

        var read = new List<(Linked, long, bool)>();
        foreach ((Linked row, BatchResult result) in rows.Zip(results).Where(p => p.Second.IsSuccess))
        {
            JsonElement now = result.Json();
            long version = RowStamp.Version(now);
            bool isCut = row.Reads.All(r => !now.TryGetProperty(r, out JsonElement to) || to.ValueKind != JsonValueKind.String);
            bool isOurCut = isCut && (row.InDoubt || row.Links.Any(l => l.Sent)) && RowStamp.IsOurs(now, context.Ours);
            if (!isOurCut && RowStamp.IsChanged(row.Row, now, context.Ours))
            {
                refusals.Changed(row.Row.Id);
            }

            read.Add((row, version, isOurCut));
        }

        return read;
    }

    private sealed class Linked(LedgerRecord row, IReadOnlyList<LedgerStep> links)
    {
        public LedgerRecord Row => row;

        public IReadOnlyList<LedgerStep> Links => links;

        public IReadOnlyList<string> Reads { get; } = [.. links.SelectMany(l => l.Expected.Keys).Distinct(StringComparer.Ordinal)];

        public bool InDoubt { get; set; }

        public void Set(UndoContext context, int number, int state)
        {
            foreach (LedgerStep link in links)
            {
                context.Ledger.Steps.Set(number, link, state);
            }
        }

        public byte[] Body() => JsonSerializer.SerializeToUtf8Bytes(
            links.Select(l => JsonElement.Parse(l.Body).EnumerateObject().First().Name).Distinct(StringComparer.Ordinal).ToDictionary(n => n, _ => (string?)null));
    }
}
