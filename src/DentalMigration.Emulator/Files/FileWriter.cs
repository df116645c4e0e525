using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Files;

/// <summary>Puts a file in its place, or takes it away; the row counts as updated.</summary>
internal static class FileWriter
{
    /// <summary>Saves a whole file; returns the id of a file column's file.</summary>
    public static async ValueTask<Guid> SaveAsync(Exchange exchange, FilePlace place, StoredFile file)
    {
        using WriteScope scope = await exchange.BeginWriteAsync();
        Guid id = Save(exchange, scope, place, file);
        scope.Commit();
        exchange.Engine.Stats.Row("Update", place.Table.Name);
        return id;
    }

    public static async ValueTask RemoveAsync(Exchange exchange, FilePlace place)
    {
        using WriteScope scope = await exchange.BeginWriteAsync();
        Check(exchange, scope, place);
        FileStore.Remove(scope.Connection, place.Column, place.Row);
        Update(exchange, scope, place, Cell.Null, Cell.Null);
        scope.Commit();
        exchange.Engine.Stats.Row("Update", place.Table.Name);
    }

    private static Guid Save(Exchange exchange, WriteScope scope, FilePlace place, StoredFile file)
    {
        Check(exchange, scope, place);
        FileRules.CheckName(scope, file.Name);
        if (file.Content.LongLength > place.Limit)
        {
            throw Fault.AttachmentTooBig();
        }
        if (place.Column.Type == ColumnType.Image)
        {
            Update(exchange, scope, place, Cell.OfBytes(file.Content), Cell.Null);
            return Guid.Empty;
        }
        Guid id = exchange.Engine.Services.Ids.Next();
        FileStore.Save(scope.Connection, place.Column, place.Row, id, file);
        Update(exchange, scope, place, Cell.Of(id), Cell.Of(file.Name));
        return id;
    }

    private static void Check(Exchange exchange, WriteScope scope, FilePlace place)
    {
        WriteGuard.CheckWritable(place.Table, "Update");
        WriteGuard.CheckMatch(exchange, Rows.Version(scope.Connection, place.Table, place.Row)
            ?? throw Fault.DoesNotExist(place.Table.Name, place.Row));
    }

    private static void Update(Exchange exchange, WriteScope scope, FilePlace place, Cell value, Cell name)
    {
        var row = new RowDraft(place.Table);
        row.Set(place.Column.Name, value);
        if (place.Table.Column(place.Column.Name + "_name") is { IsFileName: true } nameColumn)
        {
            row.Set(nameColumn.Name, name);
        }
        new RowUpdater(scope, exchange.Engine.Services, exchange.Caller).Update(row, place.Row);
    }
}
