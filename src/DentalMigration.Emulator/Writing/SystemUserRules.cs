using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Writing;

/// <summary>What is special about new users and teams: they belong to the root business unit unless told, and users are licensed for read
/// and write.</summary>
internal static class SystemUserRules
{
    public static void ForNew(WriteScope scope, RowDraft row)
    {
        if (row.Table.Name == "systemuser")
        {
            SetMissing(row, "accessmode", Cell.Of(0));
            SetMissing(row, "islicensed", Cell.Of(true));
        }
        if (row.Table.Name is not ("systemuser" or "team") || row.Has("businessunitid"))
        {
            return;
        }
        using Statement find = scope.Connection.Prepare("SELECT businessunitid FROM businessunit WHERE parentbusinessunitid IS NULL");
        if (find.Step())
        {
            row.Set("businessunitid", find.CellAt(0, isId: true), row.Table.Column("businessunitid"));
        }
    }

    private static void SetMissing(RowDraft row, string column, Cell value)
    {
        if (!row.Has(column))
        {
            row.Set(column, value, row.Table.Column(column));
        }
    }
}
