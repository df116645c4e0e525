using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Routing;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Writing;

/// <summary>Resolves the lookups of a draft: the target must exist and be of an allowed table.</summary>
internal static class References
{
    public static void Resolve(WriteScope scope, RowDraft row)
    {
        foreach (DraftLookup lookup in row.Lookups)
        {
            ColumnDef column = lookup.Binding.Column!;
            if (lookup.Target is not { } address)
            {
                Set(row, column, null, default);
                continue;
            }
            Table target = TargetOf(scope, lookup, column, address);
            Set(row, column, target.Name, RowId(scope, target, address));
        }
    }

    /// <summary>The id of the row that an address names; refuses when there is none.</summary>
    public static Guid RowId(WriteScope scope, Table target, RowAddress address)
    {
        if (address.Id is not { } id)
        {
            return Rows.Find(scope.Connection, target, AlternateKeys.Values(target, address)) ?? throw Fault.NoRecordWithKey();
        }
        if (!scope.Known.Contains((target.Name, id)))
        {
            if (!Rows.Exists(scope.Connection, target, id))
            {
                throw Fault.DoesNotExist(target.Name, id);
            }
            scope.Known.Add((target.Name, id));
        }
        return id;
    }

    public static void Set(RowDraft row, ColumnDef column, string? targetTable, Guid id)
    {
        row.Set(column.Name, targetTable is null ? Cell.Null : Cell.Of(id), column);
        if (column.IsPolymorphic)
        {
            row.Set(column.TypeColumn, Cell.Of(targetTable));
        }
    }

    private static Table TargetOf(WriteScope scope, DraftLookup lookup, ColumnDef column, RowAddress address)
    {
        Table target = scope.Schema.FindSet(address.SetName)
            ?? throw Fault.NoSuchResource(address.SetName);
        string? expected = lookup.Binding.Expected;
        if (expected is null ? !column.Targets.Contains(target.Name) : expected != target.Name)
        {
            throw Fault.RowTypeMismatch(lookup.Navigation, expected ?? string.Join(" or ", column.Targets), target.Name);
        }
        return target;
    }
}
