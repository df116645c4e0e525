using System.Globalization;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Routing;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Files;

/// <summary><c>set(key)/column</c> where the column is a file or an image: upload in one request or in chunks, download, delete.</summary>
internal static class FileEndpoint
{
    public static async ValueTask<EmulatorResponse> HandleAsync(Exchange exchange, Table table, RowAddress address, ColumnDef column)
    {
        string last = exchange.Path.Count > 2 ? exchange.Path[2].Name : "";
        if (exchange.Path.Count > 3 || last is not ("" or "$value"))
        {
            throw Fault.NoSuchPath();
        }
        FilePlace place = new(table, column, Find(exchange, table, address));
        CheckPermission(exchange, column);
        switch (exchange.Method)
        {
            case "GET":
                return FileDownload.Handle(exchange, place, raw: last.Length > 0);
            case "PATCH" or "PUT" when IsJson(exchange) && !exchange.Query.Has("sessiontoken"):
                return column.Type == ColumnType.Image && last.Length == 0 && exchange.Method == "PUT"
                    ? await PutImageAsync(exchange, place) : throw Fault.FileNeedsBytes(column.Name);
            case "PATCH" or "PUT":
                return await UploadAsync(exchange, place);
            case "DELETE" when last.Length == 0:
                await FileWriter.RemoveAsync(exchange, place);
                return EmulatorResponse.NoContent();
            default:
                throw Fault.MethodNotAllowed(exchange.Method);
        }
    }

    /// <summary>A secured file column is read and written by those whose profiles allow it.</summary>
    private static void CheckPermission(Exchange exchange, ColumnDef column)
    {
        using IRowSource source = exchange.Read();
        if (ColumnPermissions.Of(source, exchange.Caller) is not { } permissions)
        {
            return;
        }
        if (exchange.Method != "GET")
        {
            permissions.CheckUpdate(column);
        }
        else if (!permissions.CanRead(column))
        {
            throw Fault.SecuredRead(exchange.Caller.UserId, column.Table, column.Name);
        }
    }

    private static async ValueTask<EmulatorResponse> UploadAsync(Exchange exchange, FilePlace place)
    {
        if (exchange.Query["sessiontoken"] is { } token)
        {
            return await ChunkAsync(exchange, place, token);
        }
        string name = FileRules.NameOf(exchange);
        if (string.Equals(exchange.Header("x-ms-transfer-mode"), "chunked", StringComparison.OrdinalIgnoreCase))
        {
            return Begin(exchange, place, name);
        }
        if (exchange.Body.Length > FileRules.SingleRequestLimit)
        {
            throw Fault.BodyTooLong();
        }
        await FileWriter.SaveAsync(exchange, place, new(name, FileRules.TypeOf(name), exchange.Body.ToArray()));
        return EmulatorResponse.NoContent();
    }

    /// <summary>Opens a chunked upload; the answer's Location is where the chunks go.</summary>
    private static EmulatorResponse Begin(Exchange exchange, FilePlace place, string name)
    {
        using (IRowSource source = exchange.Read())
        {
            place.CheckRow(source);
            FileRules.CheckName(source, name);
        }
        Transfer transfer = exchange.Engine.Transfers.Begin(place, name, exchange.Caller.UserId);
        string address = $"{exchange.Root}{place.Table.SetName}({place.Row})/{place.Column.Name}?sessiontoken={transfer.Token}";
        return new EmulatorResponse(200).With("Location", address).With("Accept-Ranges", "bytes")
            .With("x-ms-chunk-size", FileRules.ChunkSize.ToString(CultureInfo.InvariantCulture))
            .With("Access-Control-Expose-Headers", "x-ms-chunk-size");
    }

    private static async ValueTask<EmulatorResponse> ChunkAsync(Exchange exchange, FilePlace place, string token)
    {
        Transfer transfer = exchange.Engine.Transfers.Find(token, exchange.Caller.UserId);
        if (transfer.Place.Row != place.Row || transfer.Place.Column.Name != place.Column.Name)
        {
            throw Fault.TransferUnknown();
        }
        ContentRange range = ContentRange.Parse(exchange.Header("Content-Range")) ?? throw Fault.BadContentRange();
        if (!transfer.Append(range, exchange.Body))
        {
            return new EmulatorResponse(206);
        }
        await FileWriter.SaveAsync(exchange, place, new(transfer.FileName, FileRules.TypeOf(transfer.FileName), transfer.Joined()));
        exchange.Engine.Transfers.End(token);
        return EmulatorResponse.NoContent();
    }

    private static async ValueTask<EmulatorResponse> PutImageAsync(Exchange exchange, FilePlace place)
    {
        byte[] image;
        try
        {
            image = Convert.FromBase64String(ActionInput.Read(exchange).Text("value") ?? "");
        }
        catch (FormatException)
        {
            throw Fault.WrongLiteral(place.Table.SetName, "value", "Edm.Binary");
        }
        await FileWriter.SaveAsync(exchange, place, new("image", FileRules.DefaultType, image));
        return EmulatorResponse.NoContent();
    }

    private static bool IsJson(Exchange exchange) =>
        exchange.Header("Content-Type")?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true
            && !exchange.Body.IsEmpty;

    private static Guid Find(Exchange exchange, Table table, RowAddress address)
    {
        using IRowSource source = exchange.Read();
        return DeleteEndpoint.Find(source, table, address);
    }
}
