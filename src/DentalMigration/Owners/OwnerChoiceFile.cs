using System.Text.Json;

namespace DentalMigration.Owners;

/// <summary>
/// Reads what a person decided about owners: CSV or JSON with the columns <c>Provider</c> (code or name) and <c>Owner</c> (address or id of a
/// user, name or id of a team). An exported owner map with its <c>Owner</c> column filled in will do; rows without an owner decide nothing.
/// </summary>
public static class OwnerChoiceFile
{
    /// <summary>The decisions of a file.</summary>
    /// <exception cref="MigrationException"><c>OwnerMapNotFound</c>, <c>OwnerMapUnreadable</c>.</exception>
    public static IReadOnlyList<OwnerChoice> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new MigrationException("OwnerMapNotFound", $"There is no owner map '{path}'. Write one with the columns Provider,Owner.");
        }

        try
        {
            IEnumerable<IReadOnlyDictionary<string, string>> rows = Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase)
                ? Json(File.ReadAllText(path))
                : OwnerCsv.Rows(File.ReadAllLines(path));
            return [.. rows.Select(r => new OwnerChoice(r["Provider"].Trim(), r["Owner"].Trim())).Where(c => c.Owner.Length > 0 && c.Provider is not ("" or "*"))];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new MigrationException("OwnerMapUnreadable", $"'{Path.GetFileName(path)}' is no owner map. It needs the columns Provider,Owner.", e);
        }
    }

    private static IEnumerable<IReadOnlyDictionary<string, string>> Json(string text) => JsonElement.Parse(text).EnumerateArray().Select(row =>
        row.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ValueKind == JsonValueKind.Null ? "" : p.Value.ToString(), StringComparer.OrdinalIgnoreCase));
}
