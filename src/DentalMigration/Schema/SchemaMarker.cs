using System.Text.Json;
using DentalMigration.Dataverse;

namespace DentalMigration.Schema;

/// <summary>
/// The mark on what we make: it stands at the end of the component's description, so that an undo, by whatever ledger, can tell our
/// columns from those an admin made by the same name. Keys carry no description; a key is ours where its columns are.
/// </summary>
internal static class SchemaMarker
{
    public const string Text = "Made by DentalMigration.";

    public static string Describe(string description) => $"{description} {Text}".Trim();

    /// <summary>Names of a table's marked columns; contains the table's own name where the table is marked.</summary>
    public static async Task<HashSet<string>> FindAsync(DataverseClient client, string table, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        string url = $"EntityDefinitions(LogicalName='{table}')";
        DataverseResponse definition;
        try
        {
            definition = await client.SendAsync(new DataverseRequest(HttpMethod.Get, $"{url}?$select=LogicalName,Description"), cancellationToken);
        }
        catch (DataverseException e) when (e.Status == 404)
        {
            return found;
        }

        if (IsMarked(definition.Json()))
        {
            found.Add(table);
        }

        DataverseResponse columns = await client.SendAsync(
            new DataverseRequest(HttpMethod.Get, $"{url}/Attributes?$select=LogicalName,Description&$filter=IsCustomAttribute eq true"), cancellationToken);
        foreach (JsonElement column in columns.Json().GetProperty("value").EnumerateArray().Where(IsMarked))
        {
            found.Add(column.GetProperty("LogicalName").GetString()!);
        }

        return found;
    }

    private static bool IsMarked(JsonElement component) =>
        component.TryGetProperty("Description", out JsonElement description)
        && description.ValueKind == JsonValueKind.Object
        && description.TryGetProperty("LocalizedLabels", out JsonElement labels)
        && labels.EnumerateArray().Any(l => l.GetProperty("Label").GetString()?.EndsWith(Text, StringComparison.Ordinal) == true);
}
