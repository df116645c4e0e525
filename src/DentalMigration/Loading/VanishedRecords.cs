using System.Globalization;
using System.Text.Json;
using DentalMigration.Ledger;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Loading;

/// <summary>
/// The records of an object that a newer export no longer has: reported, and made inactive where that is asked for. Where many are gone at once the
/// export is likelier cut short than the practice emptied, so they are only reported.
/// </summary>
internal sealed class VanishedRecords(RunState state, MissingAction action)
{
    /// <summary>The step that makes a row inactive.</summary>
    public const string Gone = "gone";

    /// <summary>The step that makes it active again.</summary>
    public const string Back = "back";

    private const int Inactive = 1;

    /// <summary>So many may be made inactive, unless they are all; beyond that, no more than one in <see cref="OneIn"/> of the object's rows.</summary>
    private const int Few = 20;
    private const int OneIn = 10;

    private readonly int? _status = InactiveStatus(state.Mapper);

    /// <summary>Notes them, and plans what is to be done about them. Those an earlier delta made inactive are not told of again.</summary>
    public async Task NoteAsync(CancellationToken cancellationToken)
    {
        bool deactivates = action == MissingAction.Deactivate && state.Mapper.Map.Action == Mapping.MapAction.Create;
        long gone = state.Ledger.Records.CountUnseen(state.Number, state.Run, Gone) - state.Passed.Count;
        if (gone == 0)
        {
            return;
        }

        long rows = state.Ledger.Records.Count(state.Number, RecordState.Written);
        if (deactivates && (gone > 1 && gone == rows || gone > Few && gone * OneIn > rows))
        {
            Find("", "TooManyVanished", $"The newer export lacks {gone} of {rows} records of the object; none was made inactive. Check that the export is whole.");
            deactivates = false;
        }

        foreach (LedgerRecord[] batch in state.Ledger.Records.Walk(state.Number, RecordState.Written)
            .Where(r => r.Run != state.Run && !state.Passed.Contains(r.Key) && !state.Ledger.Steps.IsDone(state.Number, r.Key, Gone)).Chunk(state.Options.BatchSize))
        {
            IReadOnlySet<Guid> touched = deactivates && _status is not null ? await state.ChangedAsync(batch, cancellationToken) : new HashSet<Guid>();
            foreach (LedgerRecord record in batch)
            {
                Note(record, deactivates, touched.Contains(record.Id));
            }
        }
    }

    /// <summary>The steps of a row whose record is there: its own, and the one that makes it active again where the record was gone.</summary>
    public static IReadOnlyList<RowStep> StepsOf(RunState state, MappedRow row)
    {
        if (!state.Ledger.Steps.Has(state.Number, row.Record.Key, Gone) || row.Steps.Any(s => s.Kind == "state"))
        {
            return row.Steps;
        }

        int? status = JsonElement.Parse(row.Json.Span).TryGetProperty("statuscode", out JsonElement s) ? s.GetInt32() : null;
        string body = status is { } own ? string.Create(CultureInfo.InvariantCulture, $$"""{"statecode":0,"statuscode":{{own}}}""") : """{"statecode":0}""";
        return [.. row.Steps, new RowStep(Back, body, new Dictionary<string, string> { ["statecode"] = "0" })];
    }

    private void Note(LedgerRecord record, bool deactivates, bool isTouched)
    {
        if (!deactivates)
        {
            Find(record.Key, "VanishedFromSource", "The newer export no longer has the record; its row stays. Delete it by hand if it should go.");
        }
        else if (_status is not { } status)
        {
            Find(record.Key, "VanishedFromSource", "The newer export no longer has the record. Rows of its table cannot be made inactive, so its row stays as it is.");
        }
        else if (!record.Made || isTouched)
        {
            Find(record.Key, "VanishedFromSource", "The newer export no longer has the record. The row was there before, or people changed or deleted it, so it stays as it is.");
        }
        else
        {
            Deactivate(record, status);
        }
    }

    private void Deactivate(LedgerRecord record, int status)
    {
        state.Ledger.Steps.Forget(state.Number, record.Key, "state");
        state.Ledger.Steps.Forget(state.Number, record.Key, Back);
        state.Ledger.Steps.Plan(state.Number, record.Key, new RowStep(
            Gone,
            string.Create(CultureInfo.InvariantCulture, $$"""{"statecode":{{Inactive}},"statuscode":{{status}}}"""),
            new Dictionary<string, string> { ["statecode"] = Inactive.ToString(CultureInfo.InvariantCulture) }));
        state.Ledger.Records.Wrote(state.Number, record.Key, []); // when the record comes back, its row is looked at
        Find(record.Key, "VanishedDeactivated", "The newer export no longer has the record; its row was made inactive.");
    }

    private void Find(string key, string code, string reason) =>
        state.Ledger.Problems.Add(state.Run, state.Mapper.Map.Object, key, new RowProblem(ProblemKind.Finding, code, "", reason));

    /// <summary>The status of inactive rows, for a table whose rows are active or inactive and nothing else.</summary>
    private static int? InactiveStatus(RowMapper mapper) =>
        mapper.Table.Columns.TryGetValue("statuscode", out Schema.TargetColumn? status) && status.States is { Count: > 0 } states && states.Values.ToHashSet().SetEquals([0, Inactive])
            ? states.Where(s => s.Value == Inactive).Min(s => s.Key)
            : null;
}
