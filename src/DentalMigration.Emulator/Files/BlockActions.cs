using System.Text;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Files;

/// <summary>The messages that carry files in blocks: to and from file and image columns, and notes.</summary>
internal static class BlockActions
{
    private const int MaxBlockId = 64;

    public static readonly IReadOnlyList<string> Names =
    [
        "InitializeFileBlocksUpload", "InitializeAnnotationBlocksUpload", "UploadBlock", "CommitFileBlocksUpload",
            "CommitAnnotationBlocksUpload",
        "InitializeFileBlocksDownload", "InitializeAnnotationBlocksDownload", "DownloadBlock", "DeleteFile",
    ];

    public static async ValueTask<EmulatorResponse> HandleAsync(Exchange exchange, string name)
    {
        ActionInput input = ActionInput.Read(exchange);
        return name switch
        {
            "InitializeFileBlocksUpload" =>
                BeginUpload(exchange, PlaceOf(exchange, input), input.Required("FileName"), "InitializeFileBlocksUploadResponse"),
            "InitializeAnnotationBlocksUpload" => BeginNote(exchange, input),
            "UploadBlock" => Upload(exchange, input),
            "CommitFileBlocksUpload" => await CommitAsync(exchange, input),
            "CommitAnnotationBlocksUpload" => await NoteUpload.CommitAsync(exchange, input),
            "InitializeFileBlocksDownload" => BeginDownload(exchange, PlaceOf(exchange, input), isNote: false),
            "InitializeAnnotationBlocksDownload" => BeginDownload(exchange, NoteUpload.PlaceOf(exchange, input), isNote: true),
            "DownloadBlock" => Download(exchange, input),
            _ => await DeleteAsync(exchange, input),
        };
    }

    private static EmulatorResponse BeginNote(Exchange exchange, ActionInput input)
    {
        FilePlace place = NoteUpload.PlaceOf(exchange, input);
        return Begun(exchange, place, input.Object("Target")?.Text("filename") ?? "", "InitializeAnnotationBlocksUploadResponse");
    }

    private static EmulatorResponse BeginUpload(Exchange exchange, FilePlace place, string name, string response)
    {
        using (IRowSource source = exchange.Read())
        {
            place.CheckRow(source);
            FileRules.CheckName(source, name);
        }
        return Begun(exchange, place, name, response);
    }

    private static EmulatorResponse Begun(Exchange exchange, FilePlace place, string name, string response)
    {
        Transfer transfer = exchange.Engine.Transfers.Begin(place, name, exchange.Caller.UserId);
        return ActionResponse.Of(exchange, response, json => json.WriteString("FileContinuationToken", transfer.Token));
    }

    private static EmulatorResponse Upload(Exchange exchange, ActionInput input)
    {
        Transfer transfer = exchange.Engine.Transfers.Find(input.Text("FileContinuationToken"), exchange.Caller.UserId);
        string blockId = input.Required("BlockId");
        byte[]? plainId = Base64(blockId);
        if (plainId is null or { Length: 0 or > MaxBlockId })
        {
            throw Fault.BlockInvalid("a block id is base64 of at most 64 bytes.");
        }
        transfer.Put(blockId, Base64(input.Required("BlockData")) ?? throw Fault.BlockInvalid("BlockData is not base64."));
        return EmulatorResponse.NoContent();
    }

    private static async ValueTask<EmulatorResponse> CommitAsync(Exchange exchange, ActionInput input)
    {
        Transfer transfer = exchange.Engine.Transfers.Find(input.Text("FileContinuationToken"), exchange.Caller.UserId);
        if (transfer.Place.Column.Type is not (ColumnType.File or ColumnType.Image))
        {
            throw Fault.TransferUnknown();
        }
        string name = input.Text("FileName") ?? transfer.FileName;
        byte[] content = transfer.Joined(input.Texts("BlockList"));
        Guid id = await FileWriter.SaveAsync(exchange, transfer.Place, new(name, Type(input.Text("MimeType"), name), content));
        exchange.Engine.Transfers.End(transfer.Token);
        return ActionResponse.Of(exchange, "CommitFileBlocksUploadResponse", json =>
        {
            json.WriteString("FileId", id);
            json.WriteNumber("FileSizeInBytes", content.LongLength);
        });
    }

    private static EmulatorResponse BeginDownload(Exchange exchange, FilePlace place, bool isNote)
    {
        StoredFile file;
        using (IRowSource source = exchange.Read())
        {
            place.CheckRow(source);
            file = place.Read(source) ?? throw Fault.NoFile(place.Column.Name);
        }
        Transfer transfer = exchange.Engine.Transfers.Begin(place, file.Name, exchange.Caller.UserId);
        return ActionResponse.Of(exchange, isNote ? "InitializeAnnotationBlocksDownloadResponse"
            : "InitializeFileBlocksDownloadResponse", json =>
        {
            json.WriteNumber("FileSizeInBytes", file.Content.LongLength);
            json.WriteString("FileName", file.Name);
            json.WriteString("FileContinuationToken", transfer.Token);
            if (!isNote)
            {
                json.WriteBoolean("IsChunkingSupported", true);
            }
        });
    }

    private static EmulatorResponse Download(Exchange exchange, ActionInput input)
    {
        Transfer transfer = exchange.Engine.Transfers.Find(input.Text("FileContinuationToken"), exchange.Caller.UserId);
        using IRowSource source = exchange.Read();
        StoredFile file = transfer.Place.Read(source) ?? throw Fault.NoFile(transfer.Place.Column.Name);
        long start = Math.Clamp(input.Long("Offset") ?? 0, 0, file.Content.LongLength);
        long length = Math.Clamp(input.Long("BlockLength") ?? FileRules.ChunkSize, 0, file.Content.LongLength - start);
        return ActionResponse.Of(exchange, "DownloadBlockResponse", json =>
            json.WriteBase64String("Data", file.Content.AsSpan((int)start, (int)length)));
    }

    private static async ValueTask<EmulatorResponse> DeleteAsync(Exchange exchange, ActionInput input)
    {
        Guid id = Guid.TryParse(input.Required("FileId"), out Guid given) ? given : throw Fault.NoFile("FileId");
        FilePlace place;
        using (IRowSource source = exchange.Read())
        {
            place = FileStore.PlaceOf(source.Connection, id) is { } found && source.Schema.Find(found.Table) is { } table
                && table.Column(found.Column) is { } column ? new(table, column, found.Row)
                    : throw Fault.DoesNotExist("fileattachment", id);
        }
        await FileWriter.RemoveAsync(exchange, place);
        return EmulatorResponse.NoContent();
    }

    /// <summary>The column that <c>Target</c> and <c>FileAttributeName</c> name.</summary>
    private static FilePlace PlaceOf(Exchange exchange, ActionInput input)
    {
        (Table table, Guid row) = input.Row(exchange, "Target");
        string name = input.Required("FileAttributeName");
        return table.Column(name) is { Type: ColumnType.File or ColumnType.Image } column && column.IsStored
            ? new(table, column, row) : throw Fault.NoSuchComponent("a file or image attribute", name);
    }

    public static string Type(string? given, string fileName) =>
        string.IsNullOrEmpty(given) || given.Any(c => c is < ' ' or > '~') ? FileRules.TypeOf(fileName) : given;

    public static byte[]? Base64(string text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return Convert.TryFromBase64String(text, bytes, out int written) ? bytes[..written] : null;
    }
}
