using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DentalMigration.Tests.Schema;

/// <summary>A writing request of a schema as a reviewer reads it: method and address, its body on one line, XML within it unfolded below.</summary>
/// <param name="Line">Method and address.</param>
/// <param name="Body">The body.</param>
internal sealed partial record SchemaRequest(string Line, string Body)
{
    private const string Root = "/api/data/v9.2/";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The table it makes or changes something of; empty where it is of none.</summary>
    /// <param name="forms">The tables of forms and views that were changed, by their ids.</param>
    public string Table(IReadOnlyDictionary<Guid, string> forms)
    {
        if (Address().Match(Line) is { Success: true } address)
        {
            return address.Groups[1].Value;
        }

        if (Changed().Match(Line) is { Success: true } changed)
        {
            return forms.GetValueOrDefault(Guid.Parse(changed.Groups[1].Value), "");
        }

        using JsonDocument json = JsonDocument.Parse(Body.Length == 0 ? "{}" : Body);
        string? Text(string name) => json.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return Line switch
        {
            "POST EntityDefinitions" => Text("SchemaName")!.ToLowerInvariant(),
            "POST RelationshipDefinitions" => Text("ReferencingEntity")!,
            _ => Text("returnedtypecode") ?? Text("objecttypecode") ?? Text("primaryentitytypecode") ?? Text("entityname") ?? Text("EntityLogicalName") ?? "",
        };
    }

    public static IEnumerable<SchemaRequest> Of(HttpRequestMessage request, string body)
    {
        string url = Uri.UnescapeDataString(request.RequestUri!.PathAndQuery).Replace(Root, "", StringComparison.Ordinal);
        if (url != "$batch")
        {
            return request.Method == HttpMethod.Get ? [] : [new SchemaRequest($"{request.Method} {url}", body)];
        }

        string boundary = request.Content!.Headers.ContentType!.Parameters.Single(p => p.Name == "boundary").Value!.Trim('"');
        return body.Split("--" + boundary).Skip(1).SkipLast(1).Select(Part).OfType<SchemaRequest>();
    }

    public override string ToString()
    {
        var text = new StringBuilder(Line).Append('\n');
        if (Body.Length == 0)
        {
            return text.ToString();
        }

        using JsonDocument json = JsonDocument.Parse(Body);
        var unfolded = new List<(string Name, XElement Xml)>();
        Dictionary<string, object?> members = json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => (object?)p.Value.Clone());
        foreach ((string name, object? value) in members.ToList())
        {
            if (value is JsonElement { ValueKind: JsonValueKind.String } element && element.GetString() is { } xml && xml.StartsWith('<'))
            {
                unfolded.Add((name, XElement.Parse(xml)));
                members[name] = "(below)";
            }
        }

        text.Append($"  {JsonSerializer.Serialize(members, Plain)}\n");
        foreach ((string name, XElement xml) in unfolded)
        {
            text.Append($"  {name}\n{string.Concat(xml.ToString().ReplaceLineEndings("\n").Split('\n').Select(l => $"    {l}\n"))}");
        }

        return text.ToString();
    }

    private static SchemaRequest? Part(string part)
    {
        string[] lines = part.ReplaceLineEndings("\n").TrimStart('\n').Split('\n');
        int start = Array.IndexOf(lines, "") + 1;
        int end = Array.IndexOf(lines, "", start);
        string line = lines[start].Replace(" HTTP/1.1", "", StringComparison.Ordinal).Replace("http://localhost", "", StringComparison.Ordinal);
        line = Uri.UnescapeDataString(line).Replace(Root, "", StringComparison.Ordinal);
        return line.StartsWith("GET", StringComparison.Ordinal) ? null : new SchemaRequest(line, string.Join('\n', lines[end..]).Trim());
    }

    [GeneratedRegex(@"^\w+ EntityDefinitions\(LogicalName='([a-z0-9_]+)'\)")]
    private static partial Regex Address();

    [GeneratedRegex(@"^PATCH (?:systemforms|savedqueries)\(([0-9a-f-]{36})\)")]
    private static partial Regex Changed();
}
