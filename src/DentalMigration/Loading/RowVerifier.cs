using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Owners;

namespace DentalMigration.Loading;

/// <summary>
/// Reads back the rows of an object: that each is there, that it has the owner we gave it, and which version it has now, so that an undo can
/// tell later changes from ours. One request for every 5,000 rows; where few were written, only those, a hundred at a time.
/// </summary>
internal sealed class RowVerifier(RunState state)
{
    /// <summary>Rows of a page of a query.</summary>
    private const int PageSize = 5000;

    /// <summary>Most batches of rows that are read alone.</summary>
    private const int MostAlone = 100;

    /// <summary>Verifies what was written since the last time.</summary>
    /// <param name="tell">Told how many rows were read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(Action<long> tell, CancellationToken cancellationToken)
    {
        if (!state.Ledger.Records.AnyUnverified(state.Number) || state.Stops())
        {
            return;
        }

        HashSet<Guid> owners = [.. Owners().Select(o => o.Id)];
        long read = 0;
        long verified = 0;
        await foreach (JsonElement row in RowsAsync(cancellationToken))
        {
            if (state.Stops())
            {
                state.Ledger.Commit();
                return;
            }

            Guid id = row.GetProperty(state.Mapper.Table.PrimaryId).GetGuid();
            if (++read % 1000 == 0)
            {
                tell(read);
            }

            if (state.Ledger.Records.Verified(state.Number, id, RowStamp.Version(row)) is not { } record)
            {
                continue;
            }

            if (!state.IsOurs(row))
            {
                state.Ledger.Records.Edited(state.Number, record.Key); // between our write and this look
            }

            Guid? owner = row.TryGetProperty("_ownerid_value", out JsonElement o) && o.ValueKind == JsonValueKind.String ? o.GetGuid() : null;
            if (state.Ledger.Owners.Find(record.Owner) is { } given ? owner != given.Owner.Id : owner is not { } known || !owners.Contains(known))
            {
                state.Ledger.Problems.Add(state.Run, state.Mapper.Map.Object, record.Key, new RowProblem(
                    ProblemKind.Finding, "OwnerUnexpected", "", "The row has another owner than the migration gave it. An assignment rule may have moved it."));
            }

            if (++verified % 5000 == 0)
            {
                state.Ledger.Commit();
            }
        }

        if (state.Ledger.Records.AnyUnverified(state.Number))
        {
            state.Ledger.Problems.Add(state.Run, state.Mapper.Map.Object, "", new RowProblem(
                ProblemKind.Finding, "RowNotReadBack", "", "Some rows could not be read back. They may have been deleted since, or the user may not read them all."));
        }

        state.Ledger.Commit();
    }

    /// <summary>All rows of the object's number, page by page; or, where that reads far more than was written, those alone.</summary>
    private async IAsyncEnumerable<JsonElement> RowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string select = $"$select={state.Mapper.Table.PrimaryId},_ownerid_value,_modifiedby_value";
        string import = ImportNumber.Of(state.Migration.Setup.Map, state.Mapper.Map).ToString(CultureInfo.InvariantCulture);
        long pages = state.Ledger.Records.Count(state.Number, RecordState.Written) / PageSize;
        IReadOnlyList<Guid> few = state.Ledger.Records.Unverified(state.Number, (int)Math.Min(pages, MostAlone) * state.Options.BatchSize);
        if (few.Count == 0)
        {
            await foreach (JsonElement row in state.Target.QueryAsync($"{state.Mapper.Table.EntitySet}?{select}&$filter=importsequencenumber eq {import}", new QueryOptions { ReadsAhead = true }, cancellationToken))
            {
                yield return row;
            }
        }

        foreach (Guid[][] batches in few.Chunk(state.Options.BatchSize).Chunk(state.Pool.Places))
        {
            IReadOnlyList<BatchResult>[] answers = await Task.WhenAll(batches.Select(batch => SureRead.BatchAsync(
                state.Pool,
                state.NewPatience(),
                [.. batch.Select(id => BatchOperation.Get($"{state.Mapper.Table.EntitySet}({id:D})?{select}"))],
                cancellationToken)));
            foreach (BatchResult result in answers.SelectMany(a => a).Where(r => r.IsSuccess))
            {
                yield return result.Json();
            }
        }
    }

    private IEnumerable<Owner> Owners() =>
        state.Migration.Setup.Owners.Entries.Select(e => e.Owner).OfType<Owner>().Append(state.Migration.Setup.Owners.Fallback);
}
