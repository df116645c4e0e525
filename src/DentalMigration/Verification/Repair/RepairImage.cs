using System.Text.Json;

namespace DentalMigration.Verification.Repair;

/// <summary>
/// What the columns held that a repair corrects, and what it sends, in the form of every run's images: <c>{"before":{…},"after":{…}}</c> by the
/// properties that are written. A row that one repair corrects twice keeps what it held first.
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
        foreach (RepairedColumn change in changes)
        {
            before.TryAdd(change.Property, change.Before);
            after[change.Property] = change.After;
        }

        return JsonSerializer.Serialize(new { before, after });
    }

    private static Dictionary<string, JsonElement?> Part(JsonElement? image, string name) =>
        image?.TryGetProperty(name, out JsonElement part) == true ? part.EnumerateObject().ToDictionary(p => p.Name, p => (JsonElement?)p.Value) : [];
}
