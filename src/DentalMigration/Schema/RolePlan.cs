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
    public static async Task<IReadOnlyList<SchemaItem>> ItemsAsync(
        MigrationMap map, SchemaOptions options, TargetDefinitions definitions, DataverseClient client, CancellationToken cancellationToken)
    {
        var items = new List<SchemaItem>();
        IReadOnlyDictionary<string, Guid> found = await definitions.RolesAsync(cancellationToken);
        IReadOnlySet<string> unpaired = found.Count > 1 && !options.IsForLoad ? await UnpairedAsync(map, found, client, cancellationToken) : new HashSet<string>();
        foreach (ObjectMap o in map.Objects)
        {
            items.AddRange(o.Roles.Values.Distinct().Select(name => new SchemaItem
            {
                Kind = SchemaKind.Role,
                Table = "connectionrole",
                Name = name,
                Status = found.ContainsKey(name) && !unpaired.Contains(name) ? SchemaStatus.Exists : SchemaStatus.Missing,
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

    /// <summary>Makes a role where it is missing, and pairs it with those of its object that are there. A role whose making was broken off is paired then.</summary>
    public static async Task MakeAsync(SchemaItem item, MigrationMap map, DataverseClient client, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, Guid> found = await FindAsync(map, client, cancellationToken);
        Guid made = found.TryGetValue(item.Name, out Guid there) ? there : await CreateAsync(item, map, client, cancellationToken);
        foreach ((string name, Guid other) in found)
        {
            if (name != item.Name && item.Object!.Roles.Values.Contains(name))
            {
                await PairAsync(made, other, client, cancellationToken);
                await PairAsync(other, made, client, cancellationToken);
            }
        }
    }

    /// <summary>The roles of ours that lack a pair, since their making was broken off behind its first step.</summary>
    private static async Task<IReadOnlySet<string>> UnpairedAsync(
        MigrationMap map, IReadOnlyDictionary<string, Guid> found, DataverseClient client, CancellationToken cancellationToken)
    {
        HashSet<Guid> ours = await client.QueryAsync($"connectionroles?$select=connectionroleid&$filter=importsequencenumber eq {ImportNumber.Of(map)}", null, cancellationToken)
            .Select(r => r.GetProperty("connectionroleid").GetGuid()).ToHashSetAsync(cancellationToken: cancellationToken);
        string[][] groups = [.. map.Objects.Select(o => o.Roles.Values.Distinct().Where(found.ContainsKey).ToArray()).Where(r => r.Any(n => ours.Contains(found[n])))];
        (string Name, HashSet<Guid> Paired)[] read = await Task.WhenAll(
            groups.SelectMany(r => r).Distinct().Select(async name => (name, await PairedAsync(found[name], client, cancellationToken))));
        Dictionary<string, HashSet<Guid>> paired = read.ToDictionary(r => r.Name, r => r.Paired, StringComparer.Ordinal);
        IEnumerable<string> unpaired = from roles in groups
            from name in roles
            from other in roles
            where other != name && !paired[name].Contains(found[other])
            select ours.Contains(found[name]) ? name : other;
        return unpaired.ToHashSet(StringComparer.Ordinal);
    }

    private static async Task PairAsync(Guid role, Guid other, DataverseClient client, CancellationToken cancellationToken)
    {
        if (!(await PairedAsync(role, client, cancellationToken)).Contains(other))
        {
            await client.AssociateAsync("connectionroles", role, "connectionroleassociation_association", "connectionroles", other, cancellationToken);
        }
    }

    private static async Task<HashSet<Guid>> PairedAsync(Guid role, DataverseClient client, CancellationToken cancellationToken) =>
        await client.QueryAsync($"connectionroles({role:D})/connectionroleassociation_association?$select=connectionroleid", null, cancellationToken)
            .Select(r => r.GetProperty("connectionroleid").GetGuid()).ToHashSetAsync(cancellationToken: cancellationToken);

    private static async Task<Guid> CreateAsync(SchemaItem item, MigrationMap map, DataverseClient client, CancellationToken cancellationToken)
    {
        byte[] body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["name"] = item.Name,
            ["category"] = Business,
            ["description"] = SchemaMarker.Describe($"Migrated from {map.System}.", map),
            ["importsequencenumber"] = ImportNumber.Of(map),
        }));
        return await client.CreateAsync("connectionroles", body, null, cancellationToken);
    }
}
