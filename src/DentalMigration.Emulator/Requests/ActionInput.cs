using System.Text;
using System.Text.Json;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Requests;

/// <summary>The parameters of an action, read by name.</summary>
internal sealed class ActionInput(JsonElement json)
{
    private const string TypePrefix = "Microsoft.Dynamics.CRM.";

    public JsonElement Element => json;

    public static ActionInput Read(Exchange exchange)
    {
        try
        {
            JsonText.Check(exchange.Body.Span);
            JsonElement root = JsonElement.Parse(exchange.Body.Span, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return root.ValueKind == JsonValueKind.Object ? new(root) : throw Bad("A JSON object is expected.");
        }
        catch (JsonException error)
        {
            throw Fault.Payload("action", "System.Text.Json.JsonException: " + error.Message);
        }
    }

    public string? Text(string name) => Find(name, JsonValueKind.String) is { } value ? value.GetString() : null;

    public string Required(string name) =>
        Text(name) is { Length: > 0 } text ? text : throw Bad($"The parameter '{name}' is missing or not a text.");

    public long? Long(string name) => Find(name, JsonValueKind.Number) is { } value && value.TryGetInt64(out long number) ? number : null;

    public int? Whole(string name) => Find(name, JsonValueKind.Number) is { } value && value.TryGetInt32(out int number) ? number : null;

    public ActionInput? Object(string name) => Find(name, JsonValueKind.Object) is { } value ? new(value) : null;

    public IEnumerable<JsonElement> Items(string name) => Find(name, JsonValueKind.Array) is { } value ? value.EnumerateArray() : [];

    public IReadOnlyList<string> Texts(string name) =>
        [.. Items(name).Select(i => i.ValueKind == JsonValueKind.String ? i.GetString()! : throw Bad($"'{name}' takes texts."))];

    /// <summary>The JSON of a parameter.</summary>
    public ReadOnlyMemory<byte> Raw(string name) =>
        Find(name, JsonValueKind.Object) is { } value ? Encoding.UTF8.GetBytes(value.GetRawText())
            : throw Bad($"The parameter '{name}' is missing.");

    /// <summary>The row that an object parameter names by its <c>@odata.type</c> and primary key; an empty id when it has none and needs
    /// none.</summary>
    public (Table Table, Guid Row) Row(Exchange exchange, string name, bool idRequired = true)
    {
        ActionInput target = Object(name) ?? throw Bad($"The parameter '{name}' is missing.");
        string type = target.Required("@odata.type").TrimStart('#');
        Table? table = type.StartsWith(TypePrefix, StringComparison.Ordinal) ? exchange.Schema.Find(type[TypePrefix.Length..]) : null;
        if (table is null)
        {
            throw Fault.NoSuchTable(type);
        }
        return Guid.TryParse(target.Text(table.PrimaryId), out Guid id) ? (table, id)
            : idRequired ? throw Bad($"'{name}' needs '{table.PrimaryId}'.") : (table, Guid.Empty);
    }

    public static DataverseFault Bad(string message) => Fault.Payload("action", "Microsoft.OData.ODataException: " + message);

    private JsonElement? Find(string name, JsonValueKind kind) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == kind ? value : null;
}
