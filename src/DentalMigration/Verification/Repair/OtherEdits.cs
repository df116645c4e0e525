using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;
using DentalMigration.Schema;

namespace DentalMigration.Verification.Repair;

/// <summary>
/// Tells whether somebody entered something into columns that the migration does not write: then the row holds their work, also once ours is
/// corrected, and an undo must keep it. Choices and flags do not count, since Dataverse fills them by itself.
/// </summary>
internal sealed class OtherEdits
{
    private static readonly HashSet<string> Served = new(StringComparer.Ordinal)
    {
        "transactioncurrencyid", "exchangerate", "overriddencreatedon", "importsequencenumber", "ownerid", "owningbusinessunit", "traversedpath", "processid", "stageid",
        "filename", "mimetype", "subject", "langid", "stepid", "documentbody", "actualstart", "actualend", "scheduledstart", "scheduledend", "sortdate",
    };

    private readonly RunState _state;
    private readonly string[] _columns;

    public OtherEdits(RunState state)
    {
        _state = state;
        HashSet<string> ours = [.. state.Mapper.Columns.Select(c => c.Column)];
        _columns = [.. state.Mapper.Table.Columns.Values.Where(c => IsPeoples(c) && !ours.Contains(c.Name)).Select(c => c.Type is "Lookup" or "Customer" ? $"_{c.Name}_value" : c.Name)];
    }

    /// <summary>Of these rows those that hold something of others.</summary>
    public async Task<IReadOnlySet<Guid>> FindAsync(IReadOnlyList<MappedRow> rows, CancellationToken cancellationToken)
    {
        var found = new HashSet<Guid>();
        if (_columns.Length == 0 || rows.Count == 0)
        {
            return found;
        }

        BatchOperation[] reads = [.. rows.Select(r => BatchOperation.Get($"{_state.Mapper.Table.EntitySet}({r.Id:D})?$select={string.Join(',', _columns)}"))];
        IReadOnlyList<BatchResult> results = await SureRead.BatchAsync(_state.Pool, _state.NewPatience(), reads, cancellationToken);
        for (int i = 0; i < rows.Count; i++)
        {
            if (!results[i].IsSuccess || results[i].Json() is var row && _columns.Any(c => IsFilled(row, c)))
            {
                found.Add(rows[i].Id);
            }
        }

        return found;
    }

    private static bool IsPeoples(TargetColumn column) =>
        column is { ForCreate: true, ForUpdate: true } && column.Type is "String" or "Memo" or "Money" or "Decimal" or "DateTime" or "Lookup" or "Customer"
        && !Served.Contains(column.Name);

    private static bool IsFilled(JsonElement row, string column) =>
        row.TryGetProperty(column, out JsonElement value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
}
