using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;
using DentalMigration.Schema.Rows;

namespace DentalMigration.Schema.Security;

/// <summary>
/// Column security: a profile that may read and write the secured columns, and who is in it: those the map names, and always the user who
/// migrates, to whom the columns would otherwise read as empty without a word.
/// </summary>
internal static class SecurityPlan
{
    private const string Users = "systemuserprofiles_association";
    private const string Teams = "teamprofiles_association";

    /// <summary>The profile and its permissions; none where the map secures nothing.</summary>
    public static IReadOnlyList<ComponentRow> Rows(MigrationMap map)
    {
        (string Table, string Column)[] secured =
        [
            .. (from o in map.Objects from c in o.Columns where c.Create?.Secured == true select (o.Table, c.Column)).Distinct(),
        ];
        return secured.Length == 0 ? [] : [ProfileRow.Of(map), .. secured.Select(s => PermissionRow.Of(map, s.Table, s.Column))];
    }

    /// <summary>Who has to be in the profile.</summary>
    public static async Task<IReadOnlyList<SchemaItem>> MembersAsync(MigrationMap map, bool hasProfile, DataverseClient client, CancellationToken cancellationToken)
    {
        var items = new List<SchemaItem>();
        HashSet<Guid> members = hasProfile ? await PresentAsync(map, client, cancellationToken) : [];
        Guid me = (await client.WhoAmIAsync(cancellationToken)).UserId;
        items.Add(Item("the user who migrates", me, "systemuser", members.Contains(me)));
        foreach (string name in map.SecuredFor.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            (Guid Id, string Table)? found = await FindAsync(name, client, cancellationToken);
            items.Add(found is { } member
                ? Item(name, member.Id, member.Table, members.Contains(member.Id))
                : Item(name, Guid.Empty, "systemuser", false) with
                {
                    Status = SchemaStatus.Conflict,
                    Description = "No enabled user has this e-mail address and no team this name. Correct 'securedFor' in the map.",
                });
        }

        return [.. items.DistinctBy(i => (i.Member, i.Status == SchemaStatus.Conflict ? i.Name : ""))];
    }

    public static Task AddAsync(SchemaItem item, MigrationMap map, DataverseClient client, CancellationToken cancellationToken) => client.AssociateAsync(
        "fieldsecurityprofiles",
        ProfileRow.Of(map).Id,
        item.TargetTable == "team" ? Teams : Users,
        item.TargetTable == "team" ? "teams" : "systemusers",
        item.Member,
        cancellationToken);

    private static SchemaItem Item(string name, Guid id, string table, bool isIn) => new()
    {
        Kind = SchemaKind.Member,
        Table = "",
        Name = name,
        Status = isIn ? SchemaStatus.Exists : SchemaStatus.Missing,
        Description = table == "team" ? "Team in the column security profile" : "User in the column security profile",
        TargetTable = table,
        Member = id,
    };

    private static async Task<HashSet<Guid>> PresentAsync(MigrationMap map, DataverseClient client, CancellationToken cancellationToken)
    {
        var found = new HashSet<Guid>();
        foreach ((string navigation, string id) in new[] { (Users, "systemuserid"), (Teams, "teamid") })
        {
            string url = $"fieldsecurityprofiles({ProfileRow.Of(map).Id:D})/{navigation}?$select={id}";
            await foreach (JsonElement row in client.QueryAsync(url, null, cancellationToken))
            {
                found.Add(row.GetProperty(id).GetGuid());
            }
        }

        return found;
    }

    private static async Task<(Guid, string)?> FindAsync(string name, DataverseClient client, CancellationToken cancellationToken)
    {
        string value = Uri.EscapeDataString($"'{name.Replace("'", "''", StringComparison.Ordinal)}'");
        foreach ((string url, string id, string table) in new[]
        {
            ($"systemusers?$select=systemuserid&$filter=internalemailaddress eq {value} and isdisabled eq false", "systemuserid", "systemuser"),
            ($"teams?$select=teamid&$filter=name eq {value}", "teamid", "team"),
        })
        {
            await foreach (JsonElement row in client.QueryAsync(url, null, cancellationToken))
            {
                return (row.GetProperty(id).GetGuid(), table);
            }
        }

        return null;
    }
}
