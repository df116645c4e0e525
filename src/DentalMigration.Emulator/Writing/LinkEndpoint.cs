using System.Text.Json;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Query;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Routing;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Writing;

/// <summary><c>$ref</c>: associates and disassociates rows over lookups, their collections and N:N relationships.</summary>
internal static class LinkEndpoint
{
    public static async ValueTask<EmulatorResponse> HandleAsync(Exchange exchange, Table table, RowAddress address, Link link)
    {
        bool add = exchange.Method switch
        {
            "PUT" when !link.IsCollection => true,
            "POST" when link.IsCollection => true,
            "DELETE" => false,
            _ => throw Fault.MethodNotAllowed(exchange.Method),
        };
        RowAddress? other = add ? Reference(exchange, link) : Named(exchange, link);
        using WriteScope scope = await exchange.BeginWriteAsync();
        Guid id = DeleteEndpoint.Find(scope, table, address);
        if (!Rows.Exists(scope.Connection, table, id))
        {
            throw Fault.DoesNotExist(table.Name, id);
        }
        Guid? otherId = other is null ? null : References.RowId(scope, link.Target, other);
        if (link.Relationship.IsManyToMany)
        {
            if (link.Relationship.Column == "roleprivileges")
            {
                throw Fault.MessageNotSupported("Associate", table.Name);
            }
            if (link.Relationship.Column is "systemuserroles" or "teamroles")
            {
                exchange.Caller.Demand(Privileges.AssignRole);
            }
            else
            {
                exchange.Caller.Demand("Write", table);
            }
            ManyToMany(scope, link, id, otherId ?? throw Fault.QuerySyntax(), add);
        }
        else
        {
            (Table many, Guid row, string? target, Guid value) = link.IsCollection
                ? (link.Target, otherId ?? throw Fault.QuerySyntax(), add ? table.Name : null, id)
                : (table, id, add ? link.Target.Name : null, otherId ?? Guid.Empty);
            WriteGuard.CheckWritable(many, "Update");
            var change = new RowDraft(many);
            References.Set(change, many.Column(link.Relationship.Column)!, target, value);
            new RowUpdater(scope, exchange.Engine.Services, exchange.Caller).Update(change, row);
        }
        scope.Commit();
        exchange.Engine.Stats.Row(add ? "Associate" : "Disassociate", table.Name);
        return EmulatorResponse.NoContent();
    }

    private static void ManyToMany(WriteScope scope, Link link, Guid id, Guid other, bool add)
    {
        (Guid first, Guid second) = link.FromFirst ? (id, other) : (other, id);
        if (add)
        {
            Associations.Add(scope, link.Relationship, first, second);
        }
        else
        {
            Associations.Remove(scope, link.Relationship, first, second);
        }
    }

    /// <summary>The row in the body's <c>@odata.id</c>.</summary>
    private static RowAddress Reference(Exchange exchange, Link link)
    {
        string? text = null;
        try
        {
            JsonText.Check(exchange.Body.Span);
            using JsonDocument body = JsonDocument.Parse(exchange.Body);
            text = body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("@odata.id", out JsonElement id)
                && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
        }
        catch (JsonException error)
        {
            throw Fault.Payload(link.Target.SetName, "System.Text.Json.JsonException: " + error.Message);
        }
        return Parse(exchange, link, text
            ?? throw Fault.Payload(link.Target.SetName, "Microsoft.OData.ODataException: The body needs an '@odata.id'."));
    }

    /// <summary>The row that a DELETE names: in the path's parentheses or in <c>$id</c>; none for lookups.</summary>
    private static RowAddress? Named(Exchange exchange, Link link) =>
        exchange.Path[1].Arguments is { } inner ? KeyPredicate.Parse(link.Target.SetName, inner)
            : exchange.Query["$id"] is { } text ? Parse(exchange, link, text) : null;

    private static RowAddress Parse(Exchange exchange, Link link, string text)
    {
        if (text.StartsWith('$'))
        {
            text = exchange.ContentIds is { } made && made.TryGetValue(text[1..], out string? address) ? address
                : throw Fault.UnknownContentId(text);
        }
        RowAddress? parsed = RowAddress.Parse(text);
        return parsed?.SetName == link.Target.SetName ? parsed
            : throw Fault.Payload(link.Target.SetName,
                $"Microsoft.OData.ODataException: '{text}' is not the address of a row of '{link.Target.SetName}'.");
    }
}
