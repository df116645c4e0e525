using System.Buffers;
using System.Text.Json;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Files;
using DentalMigration.Emulator.Jobs;
using DentalMigration.Emulator.Metadata;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Ui;

namespace DentalMigration.Emulator.Routing;

/// <summary>Unbound functions and actions.</summary>
internal static class Functions
{
    public static ValueTask<EmulatorResponse> HandleAsync(Exchange exchange, string name)
    {
        if (exchange.Path.Count > 1)
        {
            throw Fault.NoSuchResource(name);
        }
        return (exchange.Method, name) switch
        {
            ("GET", "WhoAmI") => new(WhoAmI(exchange)),
            ("GET", "RetrieveVersion") =>
                new(Write(exchange, "RetrieveVersionResponse", json => json.WriteString("Version", "9.2.24101.00188"))),
            ("GET", "RetrieveTotalRecordCount") => new(TotalRecordCount(exchange)),
            ("POST", "PublishXml" or "PublishAllXml") => PublishAction.HandleAsync(exchange, name == "PublishAllXml"),
            ("POST", "AddAppComponents" or "RemoveAppComponents") => AppActions.HandleAsync(exchange, name == "AddAppComponents"),
            ("GET", "ValidateApp") => new(AppActions.Validate(exchange)),
            ("POST", "AddSolutionComponent" or "RemoveSolutionComponent") => SolutionActions.HandleAsync(exchange, name == "AddSolutionComponent"),
            ("POST", "InsertOptionValue" or "UpdateOptionValue" or "DeleteOptionValue" or "OrderOption" or "InsertStatusValue") =>
                OptionActions.HandleAsync(exchange, name),
            ("POST", _) when BlockActions.Names.Contains(name) => BlockActions.HandleAsync(exchange, name),
            ("POST", "BulkDelete") => BulkDeleteAction.HandleAsync(exchange),
            ("POST", "CreateCustomerRelationships") => CustomerRelationships.HandleAsync(exchange),
            ("GET", "RetrieveMetadataChanges") => new(MetadataChanges.Handle(exchange)),
            ("GET", "RetrieveCurrentOrganization") => new(OrganizationFunctions.Current(exchange)),
            ("GET", "RetrieveProvisionedLanguages") => new(OrganizationFunctions.ProvisionedLanguages(exchange)),
            ("GET", "RetrieveAvailableLanguages") => new(OrganizationFunctions.AvailableLanguages(exchange)),
            ("POST", "WinOpportunity" or "LoseOpportunity" or "ExportSolution" or "ImportSolution") => throw Fault.Unsupported(name),
            _ => throw Fault.NoSuchResource(name),
        };
    }

    public static EmulatorResponse ServiceDocument(Exchange exchange) => Respond(json =>
    {
        json.WriteString("@odata.context", exchange.Root + "$metadata");
        json.WriteStartArray("value");
        foreach (Table table in exchange.Schema.Tables.OrderBy(t => t.SetName, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("name", table.SetName);
            json.WriteString("kind", "EntitySet");
            json.WriteString("url", table.SetName);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static EmulatorResponse WhoAmI(Exchange exchange)
    {
        using IRowSource source = exchange.Read();
        Cell unit = Rows.Value(source.Connection, source.Schema["systemuser"], exchange.Caller.UserId, "businessunitid");
        return Write(exchange, "WhoAmIResponse", json =>
        {
            json.WriteString("BusinessUnitId", unit.Id);
            json.WriteString("UserId", exchange.Caller.UserId);
            json.WriteString("OrganizationId", exchange.Engine.OrganizationId);
        });
    }

    private static EmulatorResponse TotalRecordCount(Exchange exchange)
    {
        string text = exchange.Path[0].Arguments ?? "";
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string value = equals < 0 ? "" : text[(equals + 1)..].Trim();
        if (value.StartsWith('@'))
        {
            value = exchange.Query[value] ?? "";
        }
        string[] names = [.. value.Trim('[', ']').Split(',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(n => n.Trim('\'', '"'))];
        using IRowSource source = exchange.Read();
        long[] counts = Array.ConvertAll(names, name => source.Connection.Scalar(
            $"SELECT count(*) FROM {TableLayout.Quote((source.Schema.Find(name) ?? throw Fault.NoSuchTable(name)).Name)}") ?? 0);
        return Write(exchange, "RetrieveTotalRecordCountResponse", json =>
        {
            json.WriteStartObject("EntityRecordCountCollection");
            json.WriteNumber("Count", names.Length);
            json.WriteBoolean("IsReadOnly", false);
            json.WriteStartArray("Keys");
            Array.ForEach(names, json.WriteStringValue);
            json.WriteEndArray();
            json.WriteStartArray("Values");
            Array.ForEach(counts, json.WriteNumberValue);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static EmulatorResponse Write(Exchange exchange, string type, Action<Utf8JsonWriter> write) => Respond(json =>
    {
        json.WriteString("@odata.context", $"{exchange.Root}$metadata#Microsoft.Dynamics.CRM.{type}");
        write(json);
    });

    private static EmulatorResponse Respond(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return EmulatorResponse.Json(200, buffer.WrittenMemory);
    }
}
