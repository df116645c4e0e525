using System.Text.Json;
using System.Text.Json.Nodes;
using DentalMigration.Loading;
using DentalMigration.Verification;
using DentalMigration.Verification.Comparing;

namespace DentalMigration.Undo;

/// <summary>One column of a row as it was before a change of ours, and as we left it.</summary>
/// <param name="Property">As it is written: the column, or <c>navigation@odata.bind</c>.</param>
/// <param name="ReadName">As it is read: the column, or <c>_x_value</c>.</param>
/// <param name="Before">What it held, as it is read; null for nothing.</param>
/// <param name="After">What was written; null for nothing.</param>
internal sealed record ColumnImage(string Property, string ReadName, JsonElement? Before, JsonElement? After)
{
    /// <summary>Ends the property a lookup is written by.</summary>
    public const string Bind = "@odata.bind";

    /// <summary>The column's logical name.</summary>
    public string Column => ReadName.StartsWith('_') && ReadName.EndsWith("_value", StringComparison.Ordinal) ? ReadName[1..^"_value".Length] : ReadName;

    /// <summary>True for the column that says who owns the row: changing it moves more than this row.</summary>
    public bool IsOwner => ReadName == "_ownerid_value";

    /// <summary>The <c>$select</c> and <c>$expand</c> that read columns; a list of parties is read by no plain select.</summary>
    public static string Query(IEnumerable<string> readNames)
    {
        ILookup<bool, string> names = readNames.Append("_modifiedby_value").Distinct(StringComparer.Ordinal).ToLookup(IsList);
        string expand = string.Join(',', names[true].Select(n => $"{n}($select=_partyid_value,participationtypemask)"));
        return $"$select={string.Join(',', names[false])}" + (expand.Length > 0 ? $"&$expand={expand}" : "");
    }

    /// <summary>True where both mean the same. Of parties those count that a client may name; the service keeps its own beside them.</summary>
    public static bool Same(JsonElement? one, JsonElement? other) => one?.ValueKind == JsonValueKind.Array || other?.ValueKind == JsonValueKind.Array
        ? Parties(one).SetEquals(Parties(other))
        : ValueComparer.Same(one, other);

    private static bool IsList(string readName) => readName.EndsWith("_activity_parties", StringComparison.Ordinal);

    private static HashSet<string> Parties(JsonElement? list) => list is { ValueKind: JsonValueKind.Array } parties
        ? [.. parties.EnumerateArray().Select(p => PartyList.Read(p)).Where(p => p is not null && PartyList.IsClients(p.Mask)).Select(p => p!.ToString())]
        : [];

    /// <summary>The columns of an image. What it holds besides columns is left out.</summary>
    public static async Task<IReadOnlyList<ColumnImage>> ReadAsync(JsonElement image, LookupNames lookups, CancellationToken cancellationToken)
    {
        var columns = new List<ColumnImage>();
        JsonElement before = image.GetProperty("before");
        foreach (JsonProperty column in image.GetProperty("after").EnumerateObject().Where(c => !c.Name.StartsWith('#')))
        {
            string read = column.Name.EndsWith(Bind, StringComparison.Ordinal)
                ? await lookups.ReadNameAsync(column.Name[..^Bind.Length], cancellationToken)
                : column.Name;
            columns.Add(new ColumnImage(column.Name, read, before.TryGetProperty(column.Name, out JsonElement b) ? Filled(b) : null, Filled(column.Value)));
        }

        return columns;
    }

    /// <summary>An image without the columns that were put back, or null where none is left.</summary>
    public static string? Without(string image, IReadOnlySet<string> restored)
    {
        JsonNode whole = JsonNode.Parse(image)!;
        foreach (string part in (string[])["before", "after"])
        {
            JsonObject columns = whole[part]!.AsObject();
            foreach (string name in columns.Select(c => c.Key).Where(n => restored.Contains(n == StepImages.LedgerOwner ? $"ownerid{Bind}" : n)).ToList())
            {
                columns.Remove(name);
            }
        }

        return whole["after"]!.AsObject().Count == 0 ? null : whole.ToJsonString();
    }

    private static JsonElement? Filled(JsonElement value) => value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : value;
}
