using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Metadata;

/// <summary>A posted definition, read by property name.</summary>
internal sealed class MetadataInput(JsonObject json)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static MetadataInput Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            JsonText.Check(body.Span);
            return new(JsonNode.Parse(body.Span, null, Strict) as JsonObject
                ?? throw Fault.InvalidMetadata("a JSON object is expected."));
        }
        catch (JsonException error)
        {
            throw Fault.InvalidMetadata(error.Message);
        }
    }

    public bool Has(string name) => json[name] is not null;

    public string? Text(string name) => json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public string Required(string name) => Text(name) is { Length: > 0 } text ? text : throw Fault.InvalidMetadata($"'{name}' is missing.");

    public int? Whole(string name) => json[name] is JsonValue value && value.TryGetValue(out int number) ? number : null;

    public decimal? Number(string name) => json[name] is JsonValue value
        && decimal.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    public bool? Flag(string name) => json[name] is JsonValue value && value.TryGetValue(out bool flag) ? flag : null;

    /// <summary>A value wrapped as <c>{"Value": …}</c>.</summary>
    public string? Wrapped(string name) =>
        json[name] is JsonObject wrapped && wrapped["Value"] is JsonValue value ? value.ToString() : Text(name);

    public MetadataInput? Object(string name) => json[name] is JsonObject inner ? new(inner) : null;

    public IReadOnlyList<MetadataInput> Array(string name) =>
        json[name] is JsonArray items ? [.. items.OfType<JsonObject>().Select(i => new MetadataInput(i))] : [];

    public IReadOnlyList<string> Texts(string name) =>
        json[name] is JsonArray items ? [.. items.Where(i => i is not null).Select(i => i!.ToString())] : [];

    public IReadOnlyList<int> Wholes(string name) =>
        json[name] is JsonArray items ? [.. items.Select(i => i is JsonValue value && value.TryGetValue(out int number)
            ? number : throw Fault.InvalidMetadata($"'{name}' takes numbers."))] : [];

    public IReadOnlyList<LocalText> Label(string name) => json[name] is JsonObject label && label["LocalizedLabels"] is JsonArray texts
        ? [.. texts.OfType<JsonObject>().Where(t => t["Label"] is not null).Select(t =>
            new LocalText(t["Label"]!.ToString(), t["LanguageCode"] is JsonValue code && code.TryGetValue(out int language) ? language
            : 1033))]
        : [];

    /// <summary>The type named by <c>@odata.type</c>, without namespace.</summary>
    public string Type => (Text("@odata.type") ?? "").TrimStart('#').Replace("Microsoft.Dynamics.CRM.", "", StringComparison.Ordinal);
}
