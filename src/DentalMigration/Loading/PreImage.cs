using System.Text;
using System.Text.Json;
using DentalMigration.Verification;

namespace DentalMigration.Loading;

/// <summary>
/// What the columns a run changes in an existing row held before, and what it wrote: <c>{"before":{…},"after":{…}}</c>. A column changed again
/// keeps its first image as long as it still holds what we wrote; where people wrote to it in between, theirs is what an undo goes back to.
/// </summary>
internal static class PreImage
{
    /// <summary>The image to keep before a change.</summary>
    /// <param name="earlier">The image this run kept so far, or null.</param>
    /// <param name="current">The row as it was just read.</param>
    /// <param name="changes">The PATCH body about to be sent.</param>
    /// <param name="readName">The property a written property is read back by, such as <c>_x_value</c> of a lookup; the same where null.</param>
    public static string Of(string? earlier, JsonElement current, ReadOnlyMemory<byte> changes, Func<string, string>? readName = null)
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
            JsonElement? now = Value(current, readName?.Invoke(column.Name) ?? column.Name);
            if (!after.TryGetValue(column.Name, out JsonElement ours) || !ValueComparer.Same(ours, now))
            {
                before[column.Name] = now;
            }

            after[column.Name] = column.Value;
        }

        return JsonSerializer.Serialize(new { before, after });
    }

    /// <summary>The images of several runs as one: what the first found, and what the last left.</summary>
    /// <param name="images">At least one, oldest run first.</param>
    public static string Whole(IReadOnlyList<(long Run, string Json)> images) =>
        images.Skip(1).Aggregate(images[0].Json, (whole, next) =>
        {
            JsonElement image = JsonElement.Parse(next.Json);
            return Of(whole, image.GetProperty("before"), Encoding.UTF8.GetBytes(image.GetProperty("after").GetRawText()));
        });

    private static JsonElement? Value(JsonElement row, string column) => row.TryGetProperty(column, out JsonElement value) ? value : null;
}
