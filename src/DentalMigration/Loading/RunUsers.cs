using DentalMigration.Dataverse;

namespace DentalMigration.Loading;

/// <summary>The application users of a run: of one organisation, each once, all of them named in the ledger.</summary>
public static class RunUsers
{
    /// <summary>Asks each client who it is.</summary>
    /// <exception cref="MigrationException"><c>UsersOfSeveralOrganizations</c>, <c>UserTwice</c>.</exception>
    internal static async Task<IReadOnlyList<WhoAmI>> WhoAsync(IEnumerable<DataverseClient> clients, CancellationToken cancellationToken)
    {
        var users = new List<WhoAmI>();
        foreach (DataverseClient client in clients)
        {
            users.Add(await client.WhoAmIAsync(cancellationToken));
        }

        Demand(users);
        return users;
    }

    /// <summary>Refuses users who cannot share a run.</summary>
    /// <exception cref="MigrationException"><c>UsersOfSeveralOrganizations</c>, <c>UserTwice</c>.</exception>
    public static void Demand(IReadOnlyList<WhoAmI> users)
    {
        if (users.FirstOrDefault(u => u.OrganizationId != users[0].OrganizationId) is { } other)
        {
            throw new MigrationException(
                "UsersOfSeveralOrganizations",
                $"User {other.UserId:D} signed in to another organisation than user {users[0].UserId:D}. All users of a run belong to one organisation.");
        }

        if (users.GroupBy(u => u.UserId).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new MigrationException(
                "UserTwice", $"User {twice.Key:D} is named twice. The service's limits are per user, so naming one twice gains nothing; name each once.");
        }
    }

    /// <summary>All of them and the person at the machine, as runs and audit name who acted.</summary>
    internal static string Name(IReadOnlyList<WhoAmI> users) => $"{string.Join(',', users.Select(u => u.UserId.ToString("D")))} {Environment.UserName}";
}
