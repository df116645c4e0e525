using System.Globalization;
using System.Text.Json;
using DentalMigration.Ledger;
using DentalMigration.Loading.Owners;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Owners;

namespace DentalMigration.Loading;

/// <summary>
/// Reads back the rows of an object: that each is there, that it has the owner we gave it, and which version it has now, so that an undo can
/// tell later changes from ours. One request for every 5,000 rows.
/// </summary>
internal sealed class RowVerifier(RunState state)
{
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
        string url = $"{state.Mapper.Table.EntitySet}?$select={state.Mapper.Table.PrimaryId},_ownerid_value"
            + $"&$filter=importsequencenumber eq {ImportNumber.Of(state.Migration.Setup.Map, state.Mapper.Map).ToString(CultureInfo.InvariantCulture)}";
        long read = 0;
        long verified = 0;
        await foreach (JsonElement row in state.Target.QueryAsync(url, null, cancellationToken))
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

            if (state.Ledger.Records.FindById(state.Number, id) is not { State: RecordState.Written, Version: null } record)
            {
                continue;
            }

            state.Ledger.Records.Verified(state.Number, record.Key, OwnerRows.Version(row));
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

    private IEnumerable<Owner> Owners() =>
        state.Migration.Setup.Owners.Entries.Select(e => e.Owner).OfType<Owner>().Append(state.Migration.Setup.Owners.Fallback);
}
