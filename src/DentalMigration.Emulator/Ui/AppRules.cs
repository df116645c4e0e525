using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Ui;

/// <summary>What the service asks of apps.</summary>
internal static class AppRules
{
    private const int MaxUniqueName = 40;

    public static void OnCreate(WriteScope scope, RowDraft row, Guid id)
    {
        Table table = row.Table;
        foreach (string column in (string[])["name", "uniquename", "webresourceid"])
        {
            if (!row.TryGet(column, out Cell value) || value.IsNull)
            {
                throw Fault.RequiredMissing(table.Name, column);
            }
        }
        row.TryGet("uniquename", out Cell name);
        if (name.Text.Length > MaxUniqueName || !name.Text.All(char.IsAsciiLetterOrDigit))
        {
            throw Fault.AppUniqueName();
        }
        if (Rows.Find(scope.Connection, table, [(table.Column("uniquename")!, name)]) is not null)
        {
            throw Fault.AppUniqueNameTaken();
        }
        CheckIcon(scope, row);
        row.Set("appmoduleidunique", Cell.Of(UniqueOf(id)));
        foreach ((string column, int value) in ((string, int)[])[("clienttype", 4), ("formfactor", 1), ("navigationtype", 0), ("isdefault", 0), ("isfeatured", 0)])
        {
            if (!row.Has(column))
            {
                row.Set(column, Cell.Of(value));
            }
        }
    }

    public static void OnUpdate(WriteScope scope, RowDraft row, Guid id)
    {
        if (row.TryGet("uniquename", out Cell name) && !name.Equals(Rows.Value(scope.Connection, row.Table, id, "uniquename")))
        {
            throw Fault.AppUniqueNameFixed();
        }
        row.Remove("appmoduleidunique");
        CheckIcon(scope, row);
    }

    /// <summary>The id of an app that its components carry; another one than the app's own.</summary>
    public static Guid UniqueOf(Guid app) => StandardSchema.IdOf($"appmodule:{app}");

    private static void CheckIcon(WriteScope scope, RowDraft row)
    {
        if (row.TryGet("webresourceid", out Cell icon) && !icon.IsNull && !Rows.Exists(scope.Connection, scope.Schema["webresource"], icon.Id))
        {
            throw Fault.DoesNotExist("webresource", icon.Id);
        }
    }
}
