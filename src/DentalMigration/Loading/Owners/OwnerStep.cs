using System.Text.Json;
using DentalMigration.Ledger;
using DentalMigration.Mapping.Rows;
using DentalMigration.Owners;
using DentalMigration.Verification;

namespace DentalMigration.Loading.Owners;

/// <summary>The journaled step that gives a staged row to its owner.</summary>
internal static class OwnerStep
{
    /// <summary>The step's kind in the ledger.</summary>
    public const string Kind = "owner";

    /// <summary>The step: the owner, and with it the mark that says the row waits.</summary>
    /// <param name="owner">The owner to be.</param>
    /// <param name="stateColumn">The column that says the row waits; null where its table has none.</param>
    public static RowStep Of(Owner owner, string? stateColumn)
    {
        string clear = stateColumn is null ? "" : $",\"{stateColumn}\":null";
        return new RowStep(
            Kind,
            $$"""{"ownerid@odata.bind":"/{{owner.EntitySet}}({{owner.Id:D}})"{{clear}}}""",
            new Dictionary<string, string> { ["_ownerid_value"] = owner.Id.ToString("D") });
    }

    /// <summary>Notes that a row has its owner. The step is forgotten, as the row may be staged again one day.</summary>
    public static void Done(RunState state, LedgerStep step)
    {
        bool isTeam = step.Body.Contains("\"/teams(", StringComparison.Ordinal);
        state.Ledger.Owners.Set(state.Number, step.Key, new RowOwner(new Owner(Guid.Parse(step.Expected["_ownerid_value"]), isTeam), null));
        state.Ledger.Steps.Forget(state.Number, step.Key, Kind);
        state.Ledger.Records.Doubt(state.Number, step.Key); // what the row was made from speaks of the owner before
        foreach (JsonProperty column in JsonElement.Parse(step.Body).EnumerateObject())
        {
            string name = column.NameEquals("ownerid@odata.bind") ? "_ownerid_value" : column.Name;
            state.Ledger.Prints.Update(state.Number, step.Key, name, ValueMeaning.Print(column.Value));
        }
    }

    /// <summary>Reads a batch back: who has another owner than it was just given is told.</summary>
    public static async Task CheckAsync(RunState state, IReadOnlyList<LedgerStep> done, CancellationToken cancellationToken)
    {
        Dictionary<Guid, string> wanted = done.ToDictionary(s => s.Id, s => s.Expected["_ownerid_value"]);
        foreach (Guid[] ids in wanted.Keys.Chunk(100))
        {
            await foreach (OwnedRow row in OwnerRows.ReadAsync(state.Migration, state.Mapper, ids, cancellationToken))
            {
                if (!string.Equals(row.Owner?.Id.ToString("D"), wanted[row.Record.Id], StringComparison.OrdinalIgnoreCase))
                {
                    state.Ledger.Problems.Add(state.Run, state.Mapper.Map.Object, row.Record.Key, new RowProblem(
                        ProblemKind.Finding, "OwnerUnexpected", "", "The row has another owner than it was just given. An assignment rule may have moved it."));
                }
            }
        }
    }
}
