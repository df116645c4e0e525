using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Sources;

namespace DentalMigration.Owners;

/// <summary>Matches providers to the organisation's users by e-mail address.</summary>
public static class OwnerResolver
{
    /// <summary>The longest <c>domainname</c> a user can have; nothing longer can match, and a query with it would be refused.</summary>
    private const int LongestName = 1024;

    /// <summary>Resolves the owners.</summary>
    /// <param name="providers">The provider records.</param>
    /// <param name="fallback">E-mail address of an enabled user, or name of a team, that owns everything else.</param>
    /// <param name="client">The target.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="MigrationException"><c>FallbackOwnerNotFound</c>, <c>FallbackOwnerDisabled</c> or <c>FallbackOwnerAmbiguous</c>.</exception>
    public static async Task<OwnerMap> ResolveAsync(
        IAsyncEnumerable<SourceRecord> providers, string fallback, DataverseClient client, CancellationToken cancellationToken)
    {
        Owner owner = await FallbackAsync(fallback, client, cancellationToken);
        var entries = new Dictionary<string, OwnerEntry>(StringComparer.Ordinal);
        await foreach (SourceRecord provider in providers.WithCancellation(cancellationToken))
        {
            if (provider.Fault is null)
            {
                entries.TryAdd(provider.Key, await MatchAsync(provider, client, cancellationToken));
            }
        }

        return new OwnerMap(owner, [.. entries.Values]);
    }

    private static async Task<OwnerEntry> MatchAsync(SourceRecord provider, DataverseClient client, CancellationToken cancellationToken)
    {
        string name = ProviderName.Fold(
            provider.Read("full_name").Value as string ?? $"{provider.Read("first_name").Value} {provider.Read("last_name").Value}");
        if (provider.Read("email").Value is not string email)
        {
            return new OwnerEntry(provider.Key, name, OwnerStatus.NoEmail);
        }

        List<User> users = await FindAsync(email.Trim(), client, cancellationToken);
        return users.Count switch
        {
            0 => new OwnerEntry(provider.Key, name, OwnerStatus.NoUser),
            1 when users[0].IsDisabled => new OwnerEntry(provider.Key, name, OwnerStatus.UserDisabled, users[0].Id),
            1 => new OwnerEntry(provider.Key, name, OwnerStatus.Matched, users[0].Id, new Owner(users[0].Id)),
            _ => new OwnerEntry(provider.Key, name, OwnerStatus.Ambiguous),
        };
    }

    private static async Task<Owner> FallbackAsync(string fallback, DataverseClient client, CancellationToken cancellationToken)
    {
        List<User> users = await FindAsync(fallback, client, cancellationToken);
        if (users.Count(u => !u.IsDisabled) == 1)
        {
            return new Owner(users.Single(u => !u.IsDisabled).Id);
        }

        if (users.Count > 0)
        {
            throw users.Count > 1
                ? new MigrationException("FallbackOwnerAmbiguous", $"Several enabled users have the address '{fallback}'. Name another fallback owner.")
                : new MigrationException("FallbackOwnerDisabled", $"The user '{fallback}' is disabled and cannot own rows. Name another fallback owner.");
        }

        string url = $"teams?$select=teamid&$filter=name eq '{Quote(fallback)}'";
        await foreach (JsonElement team in client.QueryAsync(url, null, cancellationToken))
        {
            return new Owner(team.GetProperty("teamid").GetGuid(), IsTeam: true);
        }

        throw new MigrationException(
            "FallbackOwnerNotFound", $"No user has the address '{fallback}' and no team that name. Create the user, or name another fallback owner.");
    }

    private static async Task<List<User>> FindAsync(string email, DataverseClient client, CancellationToken cancellationToken)
    {
        if (email.Length > LongestName)
        {
            return [];
        }

        string quoted = Quote(email);
        string url = $"systemusers?$select=systemuserid,isdisabled&$filter=internalemailaddress eq '{quoted}' or domainname eq '{quoted}'";
        var users = new List<User>();
        await foreach (JsonElement user in client.QueryAsync(url, null, cancellationToken))
        {
            users.Add(new User(user.GetProperty("systemuserid").GetGuid(), user.GetProperty("isdisabled").ValueKind == JsonValueKind.True));
        }

        return users;
    }

    private static string Quote(string value) => Uri.EscapeDataString(value.Replace("'", "''", StringComparison.Ordinal));

    private readonly record struct User(Guid Id, bool IsDisabled);
}
