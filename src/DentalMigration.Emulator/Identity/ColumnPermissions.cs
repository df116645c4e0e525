using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Identity;

/// <summary>What column security profiles allow on secured columns.</summary>
internal static class ColumnPermissions
{
    /// <summary>Drops the permissions of a column that is going.</summary>
    public static void Forget(WriteScope scope, Table table, string column)
    {
        using Statement remove = scope.Connection.Prepare("DELETE FROM fieldpermission WHERE entityname=?1 AND attributelogicalname=?2");
        remove.Bind(1, table.Name).Bind(2, column).Run();
    }
}
