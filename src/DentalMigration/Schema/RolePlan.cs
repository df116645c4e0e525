using System.Text;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;

namespace DentalMigration.Schema;

/// <summary>
/// The connection roles a map needs: found by name, or made and paired with each other, so that the form offers one where the other is
/// chosen. A role we make carries the migration's import number.
/// </summary>
internal static class RolePlan
{
    private const int Business = 1;

    /// <summary>What the roles of a map need.</summary>
    public static async Task<IReadOnlyList<SchemaItem>> ItemsAsync(MigrationMap map, TargetDefinitions definitions, CancellationToken cancellationToken)
    {
        var items = new List<SchemaItem>();
        IReadOnlyDictionary<string, Guid> found = await definitions.RolesAsync(cancellationToken);
        foreach (ObjectMap o in map.Objects)
        {
            items.AddRange(o.Roles.Values.Distinct().Select(name => new SchemaItem
            {
                Kind = SchemaKind.Role,
                Table = "connectionrole",
                Name = name,
                Status = found.ContainsKey(name) ? SchemaStatus.Exists : SchemaStatus.Missing,
                Description = "Connection role",
                Object = o,
            }));
        }

        return items;
    }

    /// <summary>The roles that are there, by name.</summary>
    public static async Task<IReadOnlyDictionary<string, Guid>> FindAsync(MigrationMap map, DataverseClient client, CancellationToken cancellationToken)
    {
        (string Name, Guid? Id)[] roles = await Task.WhenAll(map.Objects.SelectMany(o => o.Roles.Values).Distinct().Select(FindAsync));
        return roles.Where(r => r.Id is not null).ToDictionary(r => r.Name, r => r.Id!.Value, StringComparer.Ordinal);

        async Task<(string, Guid?)> FindAsync(string name)
        {
            string filter = Uri.EscapeDataString($"name eq '{name.Replace("'", "''", StringComparison.Ordinal)}'");
            JsonElement row = await client.QueryAsync($"connectionroles?$select=connectionroleid&$filter={filter}", null, cancellationToken).FirstOrDefaultAsync(cancellationToken);
            return (name, row.ValueKind == JsonValueKind.Undefined ? null : row.GetProperty("connectionroleid").GetGuid());
        }
    }

    /// <summary>Makes a role, and pairs it with those of its object that are there.</summary>
    public static async Task MakeAsync(SchemaItem item, MigrationMap map, DataverseClient client, CancellationToken cancellationToken)
    {
        byte[] body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["name"] = item.Name,
            ["category"] = Business,
            ["description"] = SchemaMarker.Describe($"Migrated from {map.System}.", map),
            ["importsequencenumber"] = ImportNumber.Of(map),
        }));
        Guid made = await client.CreateAsync("connectionroles", body, null, cancellationToken);
        foreach ((string name, Guid other) in await FindAsync(map, client, cancellationToken))
        {
            if (name != item.Name && item.Object!.Roles.Values.Contains(name))
            {
                await client.AssociateAsync("connectionroles", made, "connectionroleassociation_association", "connectionroles", other, cancellationToken);
                await client.AssociateAsync("connectionroles", other, "connectionroleassociation_association", "connectionroles", made, cancellationToken);
            }
        }
    }
}
