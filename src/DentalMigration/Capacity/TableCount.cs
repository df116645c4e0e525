using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;

namespace DentalMigration.Capacity;

/// <summary>Custom tables as a licence counts them.</summary>
/// <param name="Existing">Those of the organisation, intersections of many-to-many relationships included.</param>
/// <param name="Missing">Those the map would make.</param>
public sealed record TableCount(int Existing, int Missing)
{
    /// <summary>Prefixes of Microsoft's own solutions, whose tables come with the product.</summary>
    private static readonly string[] Microsofts = ["msdyn", "mspp_", "msfp_", "mscrm_", "adx_", "aib", "msft_", "powerpages", "flow", "cds_"];

    /// <summary>All of them.</summary>
    public int Total => Existing + Missing;

    /// <summary>Counts them.</summary>
    /// <param name="map">The map; null counts none as missing.</param>
    /// <param name="client">The organisation.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<TableCount> OfAsync(MigrationMap? map, DataverseClient client, CancellationToken cancellationToken)
    {
        const string Url = "EntityDefinitions?$select=LogicalName,IsManaged&$filter=IsCustomEntity eq true";
        HashSet<string> existing = [];
        await foreach (JsonElement table in client.QueryAsync(Url, null, cancellationToken))
        {
            string name = table.GetProperty("LogicalName").GetString()!;
            bool isManaged = table.TryGetProperty("IsManaged", out JsonElement managed) && managed.ValueKind == JsonValueKind.True;
            if (!isManaged || !Microsofts.Any(p => name.StartsWith(p, StringComparison.Ordinal)))
            {
                existing.Add(name);
            }
        }

        int missing = map?.Objects.Where(o => o.Create is not null && !existing.Contains(o.Table)).Select(o => o.Table).Distinct().Count() ?? 0;
        return new TableCount(existing.Count, missing);
    }
}
