using System.Text.Json;
using DentalMigration.Dataverse;

namespace DentalMigration.Owners;

/// <summary>
/// The organisation's users by every address it shows of them, read once: a practice has few, and reading them all costs one request for
/// 5,000. Roles are asked for only of those a provider is matched to.
/// </summary>
internal sealed class UserDirectory
{
    /// <summary>Columns that hold an address, the user's own first.</summary>
    private static readonly string[] Own = ["internalemailaddress", "domainname"];

    private static readonly string[] Other = ["windowsliveid", "personalemailaddress"];

    private readonly DataverseClient _client;
    private readonly Dictionary<Guid, DirectoryUser> _users = [];
    private readonly Dictionary<string, HashSet<Guid>> _own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<Guid>> _aliases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<Guid>> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, bool> _roles = [];

    private UserDirectory(DataverseClient client) => _client = client;

    /// <summary>Reads the users.</summary>
    public static async Task<UserDirectory> ReadAsync(DataverseClient client, CancellationToken cancellationToken)
    {
        var directory = new UserDirectory(client);
        string url = $"systemusers?$select=systemuserid,fullname,isdisabled,accessmode,applicationid,{string.Join(',', Own.Concat(Other))}";
        await foreach (JsonElement row in client.QueryAsync(url, null, cancellationToken))
        {
            directory.Add(row);
        }

        return directory;
    }

    /// <summary>The user of an id, or null.</summary>
    public DirectoryUser? Find(Guid id) => _users.GetValueOrDefault(id);

    /// <summary>The users an address leads to: those whose own it is, or else those who have it as another.</summary>
    public (IReadOnlyList<DirectoryUser> Users, OwnerMatch Match) FindByAddress(string address)
    {
        string folded = MailFold.Of(address);
        if (_own.TryGetValue(folded, out HashSet<Guid>? own))
        {
            return ([.. own.Select(id => _users[id])], OwnerMatch.Email);
        }

        return _aliases.TryGetValue(folded, out HashSet<Guid>? aliases) || _aliases.TryGetValue(MailFold.Mailbox(folded), out aliases)
            ? ([.. aliases.Select(id => _users[id])], OwnerMatch.Alias)
            : ([], OwnerMatch.None);
    }

    /// <summary>The enabled people of a folded name.</summary>
    public IReadOnlyList<DirectoryUser> FindByName(string folded) => _names.TryGetValue(folded, out HashSet<Guid>? ids)
        ? [.. ids.Select(id => _users[id]).Where(u => !u.IsDisabled && u.IsInteractive)]
        : [];

    /// <summary>True where the user has a role, its own or a team's.</summary>
    public async Task<bool> HasRoleAsync(Guid user, CancellationToken cancellationToken)
    {
        if (!_roles.TryGetValue(user, out bool has))
        {
            has = await AnyAsync($"systemusers({user:D})/systemuserroles_association?$select=roleid&$top=1", cancellationToken);
            if (!has)
            {
                await foreach (JsonElement team in _client.QueryAsync($"systemusers({user:D})/teammembership_association?$select=teamid", null, cancellationToken))
                {
                    has |= await HasTeamRoleAsync(team.GetProperty("teamid").GetGuid(), cancellationToken);
                }
            }

            _roles[user] = has;
        }

        return has;
    }

    /// <summary>True where the team has a role.</summary>
    public Task<bool> HasTeamRoleAsync(Guid team, CancellationToken cancellationToken) =>
        AnyAsync($"teams({team:D})/teamroles_association?$select=roleid&$top=1", cancellationToken);

    /// <summary>True where there is a row, or where the service will not say: it refuses an owner itself then.</summary>
    private async Task<bool> AnyAsync(string url, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.QueryAsync(url, null, cancellationToken).AnyAsync(cancellationToken);
        }
        catch (DataverseException e) when (e.Status is 403 or 404)
        {
            return true;
        }
    }

    private void Add(JsonElement row)
    {
        Guid id = row.GetProperty("systemuserid").GetGuid();
        string name = Text(row, "fullname");
        _users.Add(id, new DirectoryUser(
            id,
            name,
            Own.Select(c => Text(row, c)).FirstOrDefault(a => a.Length > 0) ?? id.ToString("D"),
            row.TryGetProperty("isdisabled", out JsonElement disabled) && disabled.ValueKind == JsonValueKind.True,
            row.TryGetProperty("accessmode", out JsonElement mode) && mode.ValueKind == JsonValueKind.Number ? mode.GetInt32() : 0,
            Text(row, "applicationid").Length > 0));
        Index(_names, ProviderName.Fold(name), id);
        foreach (string address in Own.Select(c => MailFold.Of(Text(row, c))))
        {
            Index(_own, address, id);
            Index(_aliases, MailFold.Mailbox(address), id);
            Index(_aliases, MailFold.GuestOf(address) ?? "", id);
        }

        foreach (string address in Other.Select(c => MailFold.Of(Text(row, c))))
        {
            Index(_aliases, address, id);
            Index(_aliases, MailFold.Mailbox(address), id);
        }
    }

    private static void Index(Dictionary<string, HashSet<Guid>> index, string key, Guid id)
    {
        if (key.Length == 0)
        {
            return;
        }

        if (!index.TryGetValue(key, out HashSet<Guid>? ids))
        {
            index.Add(key, ids = []);
        }

        ids.Add(id);
    }

    private static string Text(JsonElement row, string column) =>
        row.TryGetProperty(column, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : "";
}
