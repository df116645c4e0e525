using System.Text.Json.Nodes;
using DentalMigration.Emulator.Errors;

namespace DentalMigration.Emulator.Metadata;

/// <summary>The criteria of metadata queries: conditions on properties, and filters within filters.</summary>
internal static class MetadataCriteria
{
    private const int MaxDepth = 50;

    public static bool Matches(MetadataInput? filter, JsonObject properties, int depth)
    {
        if (filter is null)
        {
            return true;
        }
        if (depth > MaxDepth)
        {
            throw Fault.Query("The criteria are nested too deeply.");
        }
        List<bool> parts = [.. filter.Array("Conditions").Select(c => Condition(c, properties)),
            .. filter.Array("Filters").Select(f => Matches(f, properties, depth + 1))];
        return parts.Count == 0 || (filter.Text("FilterOperator") == "Or" ? parts.Contains(true) : !parts.Contains(false));
    }

    private static bool Condition(MetadataInput condition, JsonObject properties)
    {
        string name = condition.Required("PropertyName");
        if (!properties.TryGetPropertyValue(name, out JsonNode? node))
        {
            throw Fault.Query($"Could not find a property named '{name}' on the metadata type.");
        }
        string? actual = Plain(node);
        string? wanted = condition.Wrapped("Value");
        string comparison = condition.Text("ConditionOperator") ?? "Equals";
        return comparison switch
        {
            "Equals" => Same(actual, wanted),
            "NotEquals" => !Same(actual, wanted),
            "In" => List(wanted).Any(w => Same(actual, w)),
            "NotIn" => !List(wanted).Any(w => Same(actual, w)),
            _ => throw Fault.Unsupported($"the operator '{comparison}' in metadata queries"),
        };
    }

    /// <summary>The value of a property, unwrapped where it is managed.</summary>
    private static string? Plain(JsonNode? node) =>
        node is JsonObject wrapped ? wrapped.TryGetPropertyValue("Value", out JsonNode? inner) ? inner?.ToString() : null
        : node?.ToString();

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads <c>['a','b']</c>.</summary>
    private static IEnumerable<string> List(string? text) =>
        (text ?? "").Trim('[', ']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(v =>
            v.Trim('\'', '"'));
}
