using System.Text.Json;
using DentalMigration.Verification;

namespace DentalMigration.Loading;

/// <summary>
/// What the columns we change in a row of others held before, and what we wrote: <c>{"before":{…},"after":{…}}</c>. A column we change again
/// keeps its first image as long as it still holds what we wrote; where people wrote to it in between, theirs is what an undo goes back to.
/// </summary>
internal static class PreImage
{
    /// <summary>The image to keep before a change.</summary>
    /// <param name="earlier">The image kept so far, or null.</param>
    /// <param name="current">The row as it was just read.</param>
    /// <param name="changes">The PATCH body about to be sent.</param>
    public static string Of(string? earlier, JsonElement current, ReadOnlyMemory<byte> changes)
    {
        var before = new Dictionary<string, JsonElement?>();
        var after = new Dictionary<string, JsonElement>();
        if (earlier is not null)
        {
            JsonElement old = JsonElement.Parse(earlier);
            foreach (JsonProperty column in old.GetProperty("after").EnumerateObject())
            {
                after[column.Name] = column.Value;
                before[column.Name] = Value(old.GetProperty("before"), column.Name);
            }
        }

        foreach (JsonProperty column in JsonElement.Parse(changes.Span).EnumerateObject())
        {
            JsonElement? now = Value(current, column.Name);
            if (!after.TryGetValue(column.Name, out JsonElement ours) || !ValueComparer.Same(ours, now))
            {
                before[column.Name] = now;
            }

            after[column.Name] = column.Value;
        }

        return JsonSerializer.Serialize(new { before, after });
    }

    private static JsonElement? Value(JsonElement row, string column) => row.TryGetProperty(column, out JsonElement value) ? value : null;
}
