using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;
using DentalMigration.Schema.Rows;

namespace DentalMigration.Schema;

/// <summary>The publisher of the map's prefix, which an organisation may have already, and the solution that holds what is made.</summary>
internal static class SolutionPlan
{
    public static async Task<IReadOnlyList<SchemaItem>> ItemsAsync(MigrationMap map, DataverseClient client, CancellationToken cancellationToken)
    {
        Guid?[] found = await Task.WhenAll(PublisherAsync(map, client, cancellationToken), SolutionAsync(map, client, cancellationToken));
        return
        [
            PublisherRow.Of(map).Item(found[0] is null ? SchemaStatus.Missing : SchemaStatus.Exists),
            SolutionRow.Of(map).Item(found[1] is null ? SchemaStatus.Missing : SchemaStatus.Exists),
        ];
    }

    public static async Task<Guid?> PublisherAsync(MigrationMap map, DataverseClient client, CancellationToken cancellationToken)
    {
        Guid ours = PublisherRow.Of(map).Id;
        string url = $"publishers?$select=publisherid&$filter=customizationprefix eq '{map.Prefix}'&$orderby=uniquename";
        List<Guid> found = await IdsAsync(client, url, "publisherid", cancellationToken);
        return found.Contains(ours) ? ours : found.Count > 0 ? found[0] : null;
    }

    public static async Task<Guid?> SolutionAsync(MigrationMap map, DataverseClient client, CancellationToken cancellationToken)
    {
        string url = $"solutions?$select=solutionid&$filter=uniquename eq '{SolutionRow.Of(map).UniqueName}'";
        List<Guid> found = await IdsAsync(client, url, "solutionid", cancellationToken);
        return found.Count > 0 ? found[0] : null;
    }

    public static async Task MakeAsync(SchemaItem item, DataverseClient client, RowFacts facts, CancellationToken cancellationToken)
    {
        ComponentRow row = item.Row is SolutionRow solution
            ? solution with
            {
                Publisher = await PublisherAsync(facts.Map, client, cancellationToken)
                    ?? throw new MigrationException("PublisherMissing", $"No publisher has the prefix '{facts.Map.Prefix}'. Let New-DataverseCustomTable make it too."),
            }
            : item.Row!;
        await client.CreateAsync(row.Set, row.Body(facts), null, cancellationToken);
    }

    private static async Task<List<Guid>> IdsAsync(DataverseClient client, string url, string id, CancellationToken cancellationToken)
    {
        var found = new List<Guid>();
        await foreach (JsonElement row in client.QueryAsync(url, null, cancellationToken))
        {
            found.Add(row.GetProperty(id).GetGuid());
        }

        return found;
    }
}
