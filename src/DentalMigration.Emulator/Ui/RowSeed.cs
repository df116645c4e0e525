using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Ui;

/// <summary>Inserts rows that the server makes itself, past all rules for clients.</summary>
internal static class RowSeed
{
    /// <summary>Inserts a row under an id of the server's; values for columns that the table lacks are left out.</summary>
    public static void Insert(WriteScope scope, Cell now, Table table, Guid id, params (string Column, Cell Value)[] values)
    {
        var all = values.Where(v => table.Has(v.Column) && !v.Value.IsNull).ToList();
        if (table.Has("createdon"))
        {
            all.Add(("createdon", now));
            all.Add(("modifiedon", now));
        }
        if (table.Has("versionnumber"))
        {
            all.Add(("versionnumber", Cell.Of(scope.NextVersion())));
        }
        using Statement insert = scope.Connection.Prepare(
            $"INSERT INTO {TableLayout.Quote(table.Name)}({TableLayout.Quote(table.PrimaryId)},{TableLayout.Quote(TableLayout.MadeColumn)}" +
            $"{string.Concat(all.Select(v => "," + TableLayout.Quote(v.Column)))}) VALUES(?,1{string.Concat(all.Select(_ => ",?"))})");
        insert.Bind(1, id);
        for (int i = 0; i < all.Count; i++)
        {
            insert.Bind(i + 2, all[i].Value);
        }
        insert.Run();
    }
}
