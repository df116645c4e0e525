using System.Text.Json;

namespace DentalMigration.Verification.Repair;

/// <summary>
/// What the columns held that a repair corrects, and what it sends, in the form of every run's images:
/// <c>{"before":{…},"after":{…},"ways":{…}}</c> by the names columns are read by; lists of parties stand apart under <c>lists</c>, since no
/// plain query reads them. A row that one repair corrects twice keeps what it held first.
/// </summary>
internal static class RepairImage
{
    /// <summary>The image to keep before the change.</summary>
    /// <param name="earlier">The image this run kept so far, or null.</param>
    /// <param name="changes">What is about to be sent.</param>
    public static string Of(string? earlier, IEnumerable<RepairedColumn> changes)
    {
        JsonElement? old = earlier is null ? null : JsonElement.Parse(earlier);
        Dictionary<string, JsonElement?> before = Part(old, "before");
        Dictionary<string, JsonElement?> after = Part(old, "after");
        Dictionary<string, JsonElement?> ways = Part(old, "ways");
        Dictionary<string, JsonElement?> lists = Part(old, "lists");
        foreach (RepairedColumn change in changes)
        {
            if (change.IsList)
            {
                JsonElement? first = lists.GetValueOrDefault(change.Name)?.GetProperty("before");
                lists[change.Name] = JsonSerializer.SerializeToElement(new { before = first ?? change.Before, after = change.After });
                continue;
            }

            if (before.TryAdd(change.Name, change.Before) && change.Name.EndsWith("_value", StringComparison.Ordinal))
            {
                ways[change.Name] = JsonSerializer.SerializeToElement(
                    change.WayBack is var (property, address) ? new Dictionary<string, string?> { [property] = address } : []);
            }

            after[change.Name] = change.After;
        }

        return lists.Count > 0 ? JsonSerializer.Serialize(new { before, after, ways, lists }) : JsonSerializer.Serialize(new { before, after, ways });
    }

    private static Dictionary<string, JsonElement?> Part(JsonElement? image, string name) =>
        image?.TryGetProperty(name, out JsonElement part) == true ? part.EnumerateObject().ToDictionary(p => p.Name, p => (JsonElement?)p.Value) : [];
}
