using System.Text.Json;
using DentalMigration.Dataverse;

namespace DentalMigration.Owners;

/// <summary>Judges who can own rows: an enabled person with a security role, or a team with one.</summary>
internal sealed class OwnerFinder(UserDirectory directory, DataverseClient client)
{
    /// <summary>The user or team a person named: an address, an id, or a team's name.</summary>
    public async Task<OwnerCandidate> NamedAsync(string text, CancellationToken cancellationToken)
    {
        string name = text.Trim();
        if (Guid.TryParse(name, out Guid id))
        {
            return directory.Find(id) is { } user
                ? await OfUserAsync(user, cancellationToken)
                : await TeamAsync($"teamid eq {id:D}", name, cancellationToken);
        }

        (IReadOnlyList<DirectoryUser> users, _) = directory.FindByAddress(name);
        return users.Count > 0
            ? await OfUsersAsync(users, cancellationToken)
            : await TeamAsync($"name eq '{name.Replace("'", "''", StringComparison.Ordinal)}'", name, cancellationToken);
    }

    /// <summary>The one of several users of an address who can own; a person who left and came back has two.</summary>
    public async Task<OwnerCandidate> OfUsersAsync(IReadOnlyList<DirectoryUser> users, CancellationToken cancellationToken)
    {
        var found = new List<OwnerCandidate>();
        foreach (DirectoryUser user in users)
        {
            found.Add(await OfUserAsync(user, cancellationToken));
        }

        return found.Where(c => c.Owner is not null).ToList() switch
        {
            [var only] => only,
            [] => found[0],
            _ => new OwnerCandidate(OwnerStatus.Ambiguous, null, null, "", "Several users who can own rows have the address. Name one of them in the owner map."),
        };
    }

    private async Task<OwnerCandidate> OfUserAsync(DirectoryUser user, CancellationToken cancellationToken)
    {
        if (user.IsDisabled)
        {
            return No(OwnerStatus.UserDisabled, $"The user '{user.Address}' is disabled and cannot own rows. Enable it, or name another owner in the owner map.");
        }

        if (!user.IsInteractive)
        {
            string kind = user.IsApplication ? "an application user" : user.AccessMode switch
            {
                1 => "for administration only", 3 => "a support user", 5 => "a delegated administrator", _ => "non-interactive",
            };
            return No(OwnerStatus.UserNotInteractive, $"The user '{user.Address}' is {kind}: nobody would see its rows. Name a person or a team in the owner map.");
        }

        return await directory.HasRoleAsync(user.Id, cancellationToken)
            ? new OwnerCandidate(OwnerStatus.Matched, user.Id, new Owner(user.Id), user.Address, "")
            : No(OwnerStatus.WithoutRole, $"The user '{user.Address}' has no security role, its own or a team's. Give it one, or name another owner in the owner map.");

        OwnerCandidate No(OwnerStatus status, string reason) => new(status, user.Id, null, user.Address, reason);
    }

    private async Task<OwnerCandidate> TeamAsync(string filter, string name, CancellationToken cancellationToken)
    {
        string url = $"teams?$select=teamid,name,teamtype&$filter={Uri.EscapeDataString(filter)}";
        List<JsonElement> teams = await client.QueryAsync(url, null, cancellationToken).ToListAsync(cancellationToken);
        if (teams.Count != 1)
        {
            return teams.Count == 0
                ? new OwnerCandidate(OwnerStatus.NoUser, null, null, name, $"No user has the address '{name}' and no team that name. Create the user, or correct the owner map.")
                : new OwnerCandidate(OwnerStatus.Ambiguous, null, null, name, $"Several teams are called '{name}'. Name the team by its id.");
        }

        Guid id = teams[0].GetProperty("teamid").GetGuid();
        string called = teams[0].GetProperty("name").GetString() ?? name;
        if (teams[0].TryGetProperty("teamtype", out JsonElement type) && type.ValueKind == JsonValueKind.Number && type.GetInt32() == 1)
        {
            return new OwnerCandidate(OwnerStatus.WithoutRole, null, null, called, $"'{called}' is an access team, which cannot own rows. Name an owner team.");
        }

        return await directory.HasTeamRoleAsync(id, cancellationToken)
            ? new OwnerCandidate(OwnerStatus.Matched, null, new Owner(id, IsTeam: true), called, "")
            : new OwnerCandidate(OwnerStatus.WithoutRole, null, null, called, $"The team '{called}' has no security role, so it cannot own rows. Give it one, or name another owner.");
    }
}
