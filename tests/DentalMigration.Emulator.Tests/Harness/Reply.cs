using System.Text.Json.Nodes;

namespace DentalMigration.Emulator.Tests.Harness;

/// <summary>An answer with its body read.</summary>
internal sealed record Reply(int Status, string Body, HttpResponseMessage Message)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
    public JsonArray Value => Json["value"]!.AsArray();
    public string Code => Json["error"]!["code"]!.ToString();
    public string Error => Json["error"]!["message"]!.ToString();

    /// <summary>The id at the end of OData-EntityId.</summary>
    public Guid Id => Guid.Parse(Header("OData-EntityId")!.Split('(')[^1].TrimEnd(')'));

    public string? Header(string name) => Message.Headers.TryGetValues(name, out IEnumerable<string>? values)
        || Message.Content.Headers.TryGetValues(name, out values) ? string.Join(",", values) : null;

    public Reply Is(int status)
    {
        Assert.True(Status == status, $"Expected {status}, got {Status}: {Body}");
        return this;
    }

    public Reply Is(int status, string code)
    {
        Is(status);
        Assert.Equal(code, Code);
        return this;
    }
}
