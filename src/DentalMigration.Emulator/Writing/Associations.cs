using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Writing;

/// <summary>Rows of N:N intersect tables.</summary>
internal static class Associations
{
    /// <summary>Links two rows; linking again changes nothing.</summary>
    public static void Add(WriteScope scope, RelationshipDef relationship, Guid first, Guid second)
    {
        using Statement insert = scope.Connection.Prepare($"INSERT OR IGNORE INTO {TableLayout.Quote(relationship.Column)}" +
            $"({TableLayout.Quote(relationship.FirstColumn)},{TableLayout.Quote(relationship.SecondColumn)}) VALUES(?1,?2)");
        insert.Bind(1, first).Bind(2, second).Run();
    }

    public static void Remove(WriteScope scope, RelationshipDef relationship, Guid first, Guid second)
    {
        using Statement delete = scope.Connection.Prepare($"DELETE FROM {TableLayout.Quote(relationship.Column)} WHERE " +
            $"{TableLayout.Quote(relationship.FirstColumn)}=?1 AND {TableLayout.Quote(relationship.SecondColumn)}=?2");
        delete.Bind(1, first).Bind(2, second).Run();
    }

    /// <summary>Unlinks a row from everything, on whichever side its table is.</summary>
    public static void RemoveAll(WriteScope scope, RelationshipDef relationship, string table, Guid id)
    {
        if (relationship.Column == "roleprivileges")
        {
            return;
        }
        if (relationship.Referenced == table)
        {
            Clear(scope, relationship, relationship.FirstColumn, id);
        }
        if (relationship.Referencing == table)
        {
            Clear(scope, relationship, relationship.SecondColumn, id);
        }
    }

    private static void Clear(WriteScope scope, RelationshipDef relationship, string column, Guid id)
    {
        using Statement delete = scope.Connection.Prepare(
            $"DELETE FROM {TableLayout.Quote(relationship.Column)} WHERE {TableLayout.Quote(column)}=?1");
        delete.Bind(1, id).Run();
    }
}
