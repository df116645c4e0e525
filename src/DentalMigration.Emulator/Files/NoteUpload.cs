using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Files;

/// <summary>The end of a note's upload: the note is made, or updated when it is there, with the file as its body.</summary>
internal static class NoteUpload
{
    public static FilePlace PlaceOf(Exchange exchange, ActionInput input)
    {
        (Table table, Guid row) = input.Row(exchange, "Target", idRequired: false);
        return table.Name == "annotation" ? new(table, table.Column("documentbody")!, row) : throw Fault.NoSuchTable(table.Name);
    }

    public static async ValueTask<EmulatorResponse> CommitAsync(Exchange exchange, ActionInput input)
    {
        Transfer transfer = exchange.Engine.Transfers.Find(input.Text("FileContinuationToken"), exchange.Caller.UserId);
        if (transfer.Place.Column.Name != "documentbody")
        {
            throw Fault.TransferUnknown();
        }
        byte[] content = transfer.Joined(input.Texts("BlockList"));
        Table table = PlaceOf(exchange, input).Table;
        RowDraft row = new PayloadReader(exchange.Schema, input.Raw("Target"), exchange.ContentIds).ReadRow(table);
        row.Set("documentbody", Cell.Of(Convert.ToBase64String(content)), table.Column("documentbody"));
        using WriteScope scope = await exchange.BeginWriteAsync();
        bool exists = row.Id is { } given && Rows.Exists(scope.Connection, table, given);
        Guid id;
        if (exists)
        {
            id = row.Id!.Value;
            new RowUpdater(scope, exchange.Engine.Services, exchange.Caller).Update(row, id);
        }
        else
        {
            id = new RowCreator(scope, exchange.Engine.Services, exchange.Caller).Create(row);
        }
        scope.Commit();
        exchange.Engine.Stats.Row(exists ? "Update" : "Create", table.Name);
        exchange.Engine.Transfers.End(transfer.Token);
        return ActionResponse.Of(exchange, "CommitAnnotationBlocksUploadResponse", json =>
        {
            json.WriteString("AnnotationId", id);
            json.WriteNumber("FileSizeInBytes", content.LongLength);
        });
    }
}
