using System.Buffers;
using System.Text.Json;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Files;
using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Query;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Routing;

/// <summary>What lies below a row: its properties, its related rows and the links to them.</summary>
internal static class RelatedEndpoint
{
    public static ValueTask<EmulatorResponse> HandleAsync(Exchange exchange, Table table, RowAddress address)
    {
        PathSegment member = exchange.Path[1];
        string last = exchange.Path.Count > 2 ? exchange.Path[2].Name : "";
        if (table.Column(member.Name) is { Type: ColumnType.File or ColumnType.Image, IsVisible: true } file)
        {
            return FileEndpoint.HandleAsync(exchange, table, address, file);
        }
        if (table.Columns.FirstOrDefault(c => c.IsVisible && c.PropertyName == member.Name) is { } column)
        {
            return Property(exchange, table, address, column, last);
        }
        Link link = Link.Find(exchange.Schema, table, member.Name) ?? throw Fault.NoSuchResource(member.Name);
        if (last == "$ref")
        {
            return LinkEndpoint.HandleAsync(exchange, table, address, link);
        }
        if (exchange.Path.Count > 2 && last != "$count")
        {
            throw Fault.NoSuchPath();
        }
        if (exchange.Method != "GET")
        {
            throw Fault.Unsupported($"{exchange.Method} of related rows");
        }
        return new(Related(exchange, table, address, link));
    }

    private static EmulatorResponse Related(Exchange exchange, Table table, RowAddress address, Link link)
    {
        Guid id;
        Cell target;
        using (IRowSource source = exchange.Read())
        {
            id = DeleteEndpoint.Find(source, table, address);
            if (!Rows.Exists(source.Connection, table, id))
            {
                throw Fault.DoesNotExist(table.Name, id);
            }
            target = link.IsCollection ? Cell.Null : Rows.Value(source.Connection, table, id, link.Relationship.Column);
            if (!link.IsCollection && table.Column(link.Relationship.Column) is { IsPolymorphic: true } lookup
                && Rows.Value(source.Connection, table, id, lookup.TypeColumn) is { Kind: CellKind.Text } type
                    && type.Text != link.Target.Name)
            {
                target = Cell.Null;
            }
            if (!link.IsCollection && ColumnPermissions.Of(source, exchange.Caller)?.CanRead(table.Column(link.Relationship.Column)!) == false)
            {
                target = Cell.Null;
            }
        }
        if (link.IsCollection)
        {
            return QueryEndpoint.Collection(exchange, link.Target, (link, table, id));
        }
        return target.IsNull ? EmulatorResponse.NoContent()
            : QueryEndpoint.Single(exchange, link.Target, new RowAddress(link.Target.SetName, target.Id, []));
    }

    private static async ValueTask<EmulatorResponse> Property(Exchange exchange, Table table, RowAddress address, ColumnDef column,
        string last)
    {
        switch (exchange.Method)
        {
            case "GET" when last is "" or "$value":
                return Read(exchange, table, address, column, last == "$value");
            case "PATCH" or "PUT" when last == "$value" && column is { Name: "documentbody" }:
            case "PUT" or "DELETE" when last.Length == 0:
                WriteGuard.CheckWritable(table, "Update");
                var row = new RowDraft(table);
                row.Set(column.Name, exchange.Method == "DELETE" ? Cell.Null : last == "$value" ? Raw(exchange)
                    : Value(exchange, table, column), column);
                using (WriteScope scope = await exchange.BeginWriteAsync())
                {
                    Guid id = DeleteEndpoint.Find(scope, table, address);
                    WriteGuard.CheckMatch(exchange, Rows.Version(scope.Connection, table, id) ?? throw Fault.DoesNotExist(table.Name, id));
                    new RowUpdater(scope, exchange.Engine.Services, exchange.Caller).Update(row, id);
                    scope.Commit();
                }
                exchange.Engine.Stats.Row("Update", table.Name);
                return EmulatorResponse.NoContent();
            default:
                throw Fault.Unsupported($"{exchange.Method} of a property");
        }
    }

    /// <summary>A body that is the value itself; <c>documentbody/$value</c> carries base64 text.</summary>
    private static Cell Raw(Exchange exchange) => Cell.OfUtf8(exchange.Body.ToArray());

    private static Cell Value(Exchange exchange, Table table, ColumnDef column)
    {
        try
        {
            var reader = new Utf8JsonReader(exchange.Body.Span);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("value"u8))
                {
                    reader.Read();
                    return ValueReader.Read(ref reader, exchange.Body, column, table.SetName);
                }
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Fault.Payload(table.SetName, "System.Text.Json.JsonException: " + error.Message);
        }
        throw Fault.Payload(table.SetName, "Microsoft.OData.ODataException: The body needs a 'value'.");
    }

    private static EmulatorResponse Read(Exchange exchange, Table table, RowAddress address, ColumnDef column, bool raw)
    {
        exchange.Caller.Demand("Read", table);
        using IRowSource source = exchange.Read();
        Guid id = DeleteEndpoint.Find(source, table, address);
        using Statement row =
            source.Connection.Prepare($"SELECT {TableLayout.Quote(column.Name)} FROM {TableLayout.Quote(table.Name)} WHERE {TableLayout.Quote(table.PrimaryId)}=?1");
        if (!row.Bind(1, id).Step())
        {
            throw Fault.DoesNotExist(table.Name, id);
        }
        if (row.IsNull(0) || ColumnPermissions.Of(source, exchange.Caller)?.CanRead(column) == false)
        {
            return EmulatorResponse.NoContent();
        }
        if (raw)
        {
            return column.IsText ? EmulatorResponse.Text(row.Text(0)) : column.Type == ColumnType.DateTime
                ? EmulatorResponse.Text(ValueWriter.Moment(row.Integer(0), column)) : throw Fault.Unsupported("$value of this type");
        }
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("@odata.context", $"{exchange.Root}$metadata#{table.SetName}({id})/{column.PropertyName}");
            json.WritePropertyName("value");
            ValueWriter.Write(json, column, row, 0);
            json.WriteEndObject();
        }
        return EmulatorResponse.Json(200, buffer.WrittenMemory);
    }
}
