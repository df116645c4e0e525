using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Writing;

/// <summary>Who owns a row: the caller unless told, never someone disabled; and the columns that follow from it.</summary>
internal static class Ownership
{
    /// <summary>Sets the owner columns of a new row.</summary>
    public static void ForNew(WriteScope scope, RowDraft row, Caller caller)
    {
        if (!row.TryGet("ownerid", out Cell given) || given.IsNull)
        {
            Apply(row, Find(scope, "systemuser", caller.UserId));
            return;
        }
        row.TryGet("ownerid#", out Cell type);
        Apply(row, Allowed(scope, type.Text, given.Id));
    }

    /// <summary>Sets the owner columns of an update that names an owner; null when it names none.</summary>
    public static Owner? ForUpdate(WriteScope scope, RowDraft row)
    {
        if (!row.TryGet("ownerid", out Cell given))
        {
            return null;
        }
        if (given.IsNull)
        {
            throw Fault.RequiredMissing(row.Table.Name, "ownerid");
        }
        row.TryGet("ownerid#", out Cell type);
        Owner owner = Allowed(scope, type.Text, given.Id);
        Apply(row, owner);
        return owner;
    }

    public static Owner Find(WriteScope scope, string type, Guid id)
    {
        if (scope.Owners.TryGetValue(id, out Owner known))
        {
            return known;
        }
        Table table = scope.Schema[type];
        bool disabled = type == "systemuser" && Rows.Value(scope.Connection, table, id, "isdisabled").Integer == 1;
        Cell unit = Rows.Value(scope.Connection, table, id, "businessunitid");
        var owner = new Owner(id, type, disabled, unit.IsNull ? null : unit.Id);
        scope.Owners.Add(id, owner);
        return owner;
    }

    /// <summary>The owner columns of a row and their values.</summary>
    public static void Apply(RowDraft row, in Owner owner)
    {
        row.Set("ownerid", Cell.Of(owner.Id));
        row.Set("ownerid#", Cell.Of(owner.Type));
        Table table = row.Table;
        if (table.Has("owninguser"))
        {
            row.Set("owninguser", owner.IsTeam ? Cell.Null : Cell.Of(owner.Id));
        }
        if (table.Has("owningteam"))
        {
            row.Set("owningteam", owner.IsTeam ? Cell.Of(owner.Id) : Cell.Null);
        }
        if (table.Has("owningbusinessunit") && owner.BusinessUnit is { } unit)
        {
            row.Set("owningbusinessunit", Cell.Of(unit));
        }
    }

    private static Owner Allowed(WriteScope scope, string type, Guid id)
    {
        Owner owner = Find(scope, type, id);
        return owner.IsDisabled ? throw Fault.OwnerDisabled() : owner;
    }
}
