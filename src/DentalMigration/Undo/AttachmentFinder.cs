using System.Globalization;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
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

    /// <summary>The rows something hangs on, each with the object of ours that needs it, or null where it is something of others.</summary>
    public static async Task<Dictionary<Guid, string?>> FindAsync(UndoContext context, ObjectMap map, int number, CancellationToken cancellationToken)
    {
        var attached = new Dictionary<Guid, string?>();
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
        Dictionary<Guid, string?> attached,
        UndoContext context,
        ObjectMap map,
        int number,
        OneToManyMetadata relationship,
        string set,
        CancellationToken cancellationToken)
    {
        string column = $"_{relationship.ReferencingAttribute}_value";
        string import = ImportNumber.Of(context.Map, map).ToString(CultureInfo.InvariantCulture);
        bool isParty = relationship.ReferencingEntity == "activityparty"; // a party stands for its activity
        string url = $"{set}?$select={column}{(isParty ? ",_activityid_value" : "")}&$filter={relationship.ReferencingEntityNavigationPropertyName}/importsequencenumber eq {import}";
        string? primary = context.Map.Objects.Any(o => o.Table == relationship.ReferencingEntity)
            ? (await context.TableAsync(relationship.ReferencingEntity, cancellationToken))?.PrimaryIdAttribute
            : isParty ? "_activityid_value" : null;
        await foreach (JsonElement row in context.Target.QueryAsync(url, null, cancellationToken))
        {
            if (!row.TryGetProperty(column, out JsonElement to) || to.ValueKind != JsonValueKind.String)
            {
                continue;
            }

            Guid? by = primary is not null && row.TryGetProperty(primary, out JsonElement id) && id.ValueKind == JsonValueKind.String ? id.GetGuid() : null;
            if (by is { } child && context.Ledger.Records.FindById(number, child) is { } record && context.Scope.Deletes(record) && record.State != RecordState.Undone)
            {
                continue; // goes in the same undo
            }

            string? needs = by is { } ours ? context.Ledger.Undo.ObjectOf(ours) : null;
            if (needs is null || !attached.ContainsKey(to.GetGuid()))
            {
                attached[to.GetGuid()] = needs;
            }
        }
    }
}
