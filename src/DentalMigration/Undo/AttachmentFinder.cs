using System.Globalization;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;

namespace DentalMigration.Undo;

/// <summary>
/// Finds which rows of ours something hangs on that a delete would take along or cut loose: for each relationship of the table it asks the
/// other table for rows that point at a row with our import number. Rows of the same object that go in the same undo do not count.
/// </summary>
internal static class AttachmentFinder
{
    /// <summary>Tables of the platform's own bookkeeping; their rows follow the row they belong to.</summary>
    private static readonly HashSet<string> Bookkeeping = new(StringComparer.Ordinal)
    {
        "activitypointer", "asyncoperation", "bulkdeletefailure", "duplicaterecord", "mailboxtrackingfolder", "postfollow",
        "postregarding", "principalobjectattributeaccess", "processsession", "syncerror", "userentityinstancedata", "actioncard", "fileattachment",
    };

    public static async Task<IReadOnlySet<Guid>> FindAsync(UndoContext context, ObjectMap map, int number, CancellationToken cancellationToken)
    {
        var attached = new HashSet<Guid>();
        IReadOnlyDictionary<string, string> sets = await context.Target.Metadata.GetEntitySetsAsync(cancellationToken);
        string import = ImportNumber.Of(context.Map).ToString(CultureInfo.InvariantCulture);
        foreach (OneToManyMetadata relationship in await context.Target.Metadata.GetOneToManyAsync(map.Table, cancellationToken))
        {
            (string table, string column) = (relationship.ReferencingEntity, relationship.ReferencingAttribute);
            bool isOwnPart = table == "activityparty" && column == "activityid"; // who takes part goes with the activity
            if (isOwnPart || Bookkeeping.Contains(table) || !sets.TryGetValue(table, out string? set))
            {
                continue;
            }

            string url = $"{set}?$select=_{column}_value&$filter={relationship.ReferencingEntityNavigationPropertyName}/importsequencenumber eq {import}";
            await foreach (JsonElement row in context.Target.QueryAsync(url, null, cancellationToken))
            {
                if (row.TryGetProperty($"_{column}_value", out JsonElement to) && to.ValueKind == JsonValueKind.String
                    && !(table == map.Table && GoesToo(context, number, row, table)))
                {
                    attached.Add(to.GetGuid());
                }
            }
        }

        return attached;
    }

    private static bool GoesToo(UndoContext context, int number, JsonElement row, string table) =>
        row.TryGetProperty($"{table}id", out JsonElement id)
        && context.Ledger.Records.FindById(number, id.GetGuid()) is { Made: true, State: not Ledger.RecordState.Kept };
}
