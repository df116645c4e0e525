using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading.Owners;

namespace DentalMigration.Loading;

/// <summary>
/// Keeps what rows held before a second step of a run changes them, so that the run can be taken back alone. Rows that the run itself made
/// need no image: they go.
/// </summary>
internal static class StepImages
{
    /// <summary>The member of an image that holds the number of the owner the ledger had; no column of a row.</summary>
    public const string LedgerOwner = "#owner";

    /// <summary>Keeps the images of rows about to be changed. The caller commits before it writes.</summary>
    /// <exception cref="DataverseException">Transient: nothing was written, and it may be called again.</exception>
    public static async Task KeepAsync(RunState state, IReadOnlyList<LedgerStep> steps, CancellationToken cancellationToken)
    {
        List<(LedgerStep Step, LedgerRecord Record)> older = [.. steps
            .Select(s => (Step: s, Record: state.Ledger.Records.Find(state.Number, s.Key)))
            .Where(s => s.Record is not null && (!s.Record.Made || s.Record.Born != state.Run)).Select(s => (s.Step, s.Record!))];
        if (older.Count == 0)
        {
            return;
        }

        IReadOnlyList<BatchResult> rows = await ReadAsync(state, older, cancellationToken);
        if (rows.Count < older.Count || rows.Any(r => r.IsTransient))
        {
            throw PassingFailure.Of(rows);
        }

        foreach (((LedgerStep step, LedgerRecord record), BatchResult row) in older.Zip(rows).Where(p => p.Second.IsSuccess))
        {
            state.NoteEdit(record, row.Json());
            string? earlier = state.Ledger.PreImages.Find(state.Number, step.Key, state.Run);
            string image = PreImage.Of(earlier, row.Json(), Encoding.UTF8.GetBytes(step.Body), name => ReadName(step, name));
            state.Ledger.PreImages.Keep(state.Number, step.Key, state.Run, step.Kind == OwnerStep.Kind ? WithOwner(image, record) : image);
        }
    }

    /// <summary>Adds to a row's image of this run whom the ledger had as its owner.</summary>
    public static void KeepOwner(RunState state, LedgerRecord record)
    {
        string image = state.Ledger.PreImages.Find(state.Number, record.Key, state.Run)!;
        state.Ledger.PreImages.Keep(state.Number, record.Key, state.Run, WithOwner(image, record));
    }

    private static Task<IReadOnlyList<BatchResult>> ReadAsync(
        RunState state, List<(LedgerStep Step, LedgerRecord Record)> older, CancellationToken cancellationToken) => state.Pool.BatchAsync(
            [.. older.Select(s => BatchOperation.Get($"{state.Mapper.Table.EntitySet}({s.Step.Id:D})?$select={Select(s.Step)}"))], null, cancellationToken);

    private static string Select(LedgerStep step) =>
        string.Join(',', JsonElement.Parse(step.Body).EnumerateObject().Select(p => ReadName(step, p.Name)).Append("_modifiedby_value").Distinct());

    private static string ReadName(LedgerStep step, string property) =>
        property.EndsWith("@odata.bind", StringComparison.Ordinal) ? step.Expected.Keys.First(k => k.StartsWith('_')) : property;

    private static string WithOwner(string image, LedgerRecord record)
    {
        JsonNode whole = JsonNode.Parse(image)!;
        if (whole["before"]![LedgerOwner] is null)
        {
            whole["before"]![LedgerOwner] = record.Owner;
            whole["after"]![LedgerOwner] = null;
        }

        return whole.ToJsonString();
    }
}
