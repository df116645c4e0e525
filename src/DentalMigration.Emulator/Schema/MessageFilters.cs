using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Schema;

/// <summary>The rows of <c>sdkmessage</c> and <c>sdkmessagefilter</c> that say which bulk messages a table supports. UpsertMultiple is
/// never listed.</summary>
internal static class MessageFilters
{
    public static void Add(WriteScope scope, IdSource ids, TableDef table)
    {
        if (table.CreateMultiple)
        {
            Add(scope, ids, table.Name, "CreateMultiple");
        }
        if (table.UpdateMultiple)
        {
            Add(scope, ids, table.Name, "UpdateMultiple");
        }
        foreach (string message in (string[])["Create", "Update", "Delete"])
        {
            Add(scope, ids, table.Name, message);
        }
    }

    public static void Remove(WriteScope scope, string table)
    {
        using Statement remove = scope.Connection.Prepare("DELETE FROM sdkmessagefilter WHERE primaryobjecttypecode=?1");
        remove.Bind(1, table).Run();
    }

    private static void Add(WriteScope scope, IdSource ids, string table, string message)
    {
        using Statement insert = scope.Connection.Prepare(
            "INSERT INTO sdkmessagefilter(sdkmessagefilterid, \"made#\", name, primaryobjecttypecode, sdkmessageid) VALUES(?1, 1, ?2, ?3, ?4)");
        insert.Bind(1, ids.Next()).Bind(2, message).Bind(3, table).Bind(4, MessageId(scope, ids, message)).Run();
    }

    private static Guid MessageId(WriteScope scope, IdSource ids, string message)
    {
        using (Statement find = scope.Connection.Prepare("SELECT sdkmessageid FROM sdkmessage WHERE name=?1"))
        {
            if (find.Bind(1, message).Step())
            {
                return find.Id(0);
            }
        }
        Guid id = ids.Next();
        using Statement insert = scope.Connection.Prepare("INSERT INTO sdkmessage(sdkmessageid, \"made#\", name) VALUES(?1, 1, ?2)");
        insert.Bind(1, id).Bind(2, message).Run();
        return id;
    }
}
