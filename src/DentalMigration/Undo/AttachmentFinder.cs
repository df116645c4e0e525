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
        foreach (OneToManyMetadata relationship in await context.Target.Metadata.GetOneToManyAsync(map.Table, cancellationToken))
        {
            (string table, string column) = (relationship.ReferencingEntity, relationship.ReferencingAttribute);
            bool isOwnPart = table == "activityparty" && column == "activityid"; // who takes part goes with the activity
            if (isOwnPart || Bookkeeping.Contains(table) || !sets.TryGetValue(table, out string? set))
            {
                continue;
            }

            try
            {
                await AddAsync(attached, context, map, number, relationship, set, cancellationToken);
            }
            catch (DataverseException e) when (e is { IsTransient: false, Error: not null })
            {
                throw new MigrationException(
                    "AttachmentsUnchecked",
                    $"Dataverse would not say whether rows of '{table}' hang on rows of '{map.Table}' ({e.Code}), and deleting those could take them along. "
                    + "Nothing of this object was deleted. Give the user the right to read that table, and undo again.",
                    e);
            }
        }

        return attached;
    }

    /// <summary>Adds the rows of ours that rows of one other table point at.</summary>
    private static async Task AddAsync(
        HashSet<Guid> attached,
        UndoContext context,
        ObjectMap map,
        int number,
        OneToManyMetadata relationship,
        string set,
        CancellationToken cancellationToken)
    {
        string column = $"_{relationship.ReferencingAttribute}_value";
        string import = ImportNumber.Of(context.Map, map).ToString(CultureInfo.InvariantCulture);
        string url = $"{set}?$select={column}&$filter={relationship.ReferencingEntityNavigationPropertyName}/importsequencenumber eq {import}";
        await foreach (JsonElement row in context.Target.QueryAsync(url, null, cancellationToken))
        {
            if (row.TryGetProperty(column, out JsonElement to) && to.ValueKind == JsonValueKind.String
                && !(relationship.ReferencingEntity == map.Table && GoesToo(context, number, row, map.Table)))
            {
                attached.Add(to.GetGuid());
            }
        }
    }

    private static bool GoesToo(UndoContext context, int number, JsonElement row, string table) =>
        row.TryGetProperty($"{table}id", out JsonElement id)
        && context.Ledger.Records.FindById(number, id.GetGuid()) is { Made: true, State: not Ledger.RecordState.Kept };
}
