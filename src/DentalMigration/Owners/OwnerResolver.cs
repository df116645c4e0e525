using DentalMigration.Dataverse;
using DentalMigration.Sources;

namespace DentalMigration.Owners;

/// <summary>
/// Finds the owner of each provider's rows: the one a person named in the owner map, then the user of the provider's e-mail address, then
/// the user who has it as another address; otherwise the fallback owner. A user of the provider's name is told as a suggestion only.
/// </summary>
public static class OwnerResolver
{
    /// <summary>Resolves the owners by address alone.</summary>
    /// <param name="providers">The provider records.</param>
    /// <param name="fallback">E-mail address or id of a user, or name or id of a team, that owns everything else.</param>
    /// <param name="client">The target.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static Task<OwnerMap> ResolveAsync(
        IAsyncEnumerable<SourceRecord> providers, string fallback, DataverseClient client, CancellationToken cancellationToken) =>
        ResolveAsync(providers, fallback, [], client, TimeProvider.System, cancellationToken);

    /// <summary>Resolves the owners.</summary>
    /// <param name="providers">The provider records.</param>
    /// <param name="fallback">E-mail address or id of a user, or name or id of a team, that owns everything else.</param>
    /// <param name="choices">What a person decided; goes before everything else.</param>
    /// <param name="client">The target.</param>
    /// <param name="clock">Says which providers have left by now.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="MigrationException">
    /// <c>FallbackOwnerNotFound</c>, <c>FallbackOwnerDisabled</c>, <c>FallbackOwnerAmbiguous</c>, <c>FallbackOwnerUnfit</c>;
    /// <c>OwnerMapInvalid</c> where the choices name a provider twice.
    /// </exception>
    public static async Task<OwnerMap> ResolveAsync(
        IAsyncEnumerable<SourceRecord> providers,
        string fallback,
        IReadOnlyList<OwnerChoice> choices,
        DataverseClient client,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        UserDirectory directory = await UserDirectory.ReadAsync(client, cancellationToken);
        var finder = new OwnerFinder(directory, client);
        OwnerCandidate owner = await FallbackAsync(fallback, finder, cancellationToken);
        Dictionary<string, string> chosen = Chosen(choices);
        List<ProviderPerson> people = await ReadAsync(providers, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), cancellationToken);
        ILookup<string, ProviderPerson> twins = people.Where(p => p.Identity is not null).ToLookup(p => p.Identity!);
        var entries = new List<OwnerEntry>();
        foreach (ProviderPerson person in people)
        {
            string? choice = chosen.GetValueOrDefault(person.Key) ?? chosen.GetValueOrDefault("=" + person.Name);
            entries.Add(choice is not null
                ? Named(person, await finder.NamedAsync(choice, cancellationToken))
                : await MatchAsync(person, twins, directory, finder, cancellationToken));
        }

        return new OwnerMap(owner.Owner!.Value, entries) { FallbackName = owner.Name };
    }

    private static async Task<List<ProviderPerson>> ReadAsync(IAsyncEnumerable<SourceRecord> providers, DateOnly today, CancellationToken cancellationToken)
    {
        var people = new List<ProviderPerson>();
        var byKey = new Dictionary<string, ProviderPerson>(StringComparer.Ordinal);
        await foreach (SourceRecord record in providers.WithCancellation(cancellationToken))
        {
            if (record.Fault is not null)
            {
                continue;
            }

            if (byKey.TryGetValue(record.Key, out ProviderPerson? known))
            {
                known.Add(record, today);
            }
            else
            {
                byKey.Add(record.Key, known = new ProviderPerson(record, today));
                people.Add(known);
            }
        }

        return people;
    }

    /// <summary>The choices by provider: by key, and by folded name behind a sign no key begins with.</summary>
    private static Dictionary<string, string> Chosen(IReadOnlyList<OwnerChoice> choices)
    {
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (OwnerChoice choice in choices)
        {
            if (!chosen.TryAdd(choice.Provider.Trim(), choice.Owner))
            {
                throw new MigrationException("OwnerMapInvalid", $"The owner map has two rows of provider '{choice.Provider.Trim()}'. Remove one.");
            }

            chosen.TryAdd("=" + ProviderName.Fold(choice.Provider), choice.Owner);
        }

        return chosen;
    }

    private static OwnerEntry Named(ProviderPerson person, OwnerCandidate named) => new(
        person.Key, person.Name, named.Owner is null ? named.Status : OwnerStatus.Chosen, named.UserId, named.Owner)
    {
        Match = OwnerMatch.Map,
        OwnerName = named.Owner is null ? "" : named.Name,
        Reason = named.Owner is null ? $"The owner map is refused: {named.Reason}" : $"The owner map names '{named.Name}'.",
        IsDeparted = person.IsDeparted || named.Status == OwnerStatus.UserDisabled,
    };

    private static async Task<OwnerEntry> MatchAsync(
        ProviderPerson person,
        ILookup<string, ProviderPerson> twins,
        UserDirectory directory,
        OwnerFinder finder,
        CancellationToken cancellationToken)
    {
        var entry = new OwnerEntry(person.Key, person.Name, OwnerStatus.NoEmail) { IsDeparted = person.IsDeparted };
        if (Contradiction(person, twins) is { } contradiction)
        {
            return entry with { Status = OwnerStatus.Conflicting, Reason = contradiction };
        }

        string why = "The provider has no e-mail address to find the user by. Enter one, or name the owner in the owner map.";
        if (person.Addresses.FirstOrDefault() is { } address)
        {
            (IReadOnlyList<DirectoryUser> users, OwnerMatch match) = directory.FindByAddress(address);
            if (users.Count > 0)
            {
                OwnerCandidate found = await finder.OfUsersAsync(users, cancellationToken);
                return entry with
                {
                    Status = found.Status,
                    Match = found.Owner is null ? OwnerMatch.None : match,
                    UserId = found.UserId,
                    Owner = found.Owner,
                    OwnerName = found.Owner is null ? "" : found.Name,
                    Reason = found.Owner is null ? found.Reason
                        : match == OwnerMatch.Email ? "A user has the provider's e-mail address."
                        : $"The user '{found.Name}' has the provider's address as another of its own.",
                    IsDeparted = person.IsDeparted || found.Status == OwnerStatus.UserDisabled,
                };
            }

            entry = entry with { Status = OwnerStatus.NoUser };
            why = "No user has the provider's e-mail address. Create the user and run Update-MigrationOwner, or name the owner in the owner map.";
        }

        return directory.FindByName(person.Name) is [var namesake]
            ? entry with
            {
                Match = OwnerMatch.Name,
                SuggestedUserId = namesake.Id,
                Suggestion = namesake.Address,
                Reason = $"{why} The user '{namesake.Address}' has the provider's name; if that is the person, name it in the owner map.",
            }
            : entry with { Reason = why };
    }

    /// <summary>Why the export's own records of a person cannot be followed, or null.</summary>
    private static string? Contradiction(ProviderPerson person, ILookup<string, ProviderPerson> twins)
    {
        if (person.Addresses.Count > 1)
        {
            return $"The export has provider '{person.Key}' twice, with different e-mail addresses. Remove the wrong record, or name the owner in the owner map.";
        }

        return person.Identity is { } identity && person.Addresses.Count == 1
            && twins[identity].FirstOrDefault(t => t.Key != person.Key && t.Addresses.Count > 0 && !t.Addresses.SequenceEqual(person.Addresses)) is { } twin
                ? $"Providers '{person.Key}' and '{twin.Key}' are one person by a number of theirs, but have different e-mail addresses. Correct the export, or name the owners in the owner map."
                : null;
    }

    private static async Task<OwnerCandidate> FallbackAsync(string fallback, OwnerFinder finder, CancellationToken cancellationToken)
    {
        OwnerCandidate found = await finder.NamedAsync(fallback, cancellationToken);
        return found.Owner is not null ? found : throw (found.Status switch
        {
            OwnerStatus.Ambiguous => new MigrationException("FallbackOwnerAmbiguous", $"'{fallback}' means several users or teams. Name another fallback owner, or its id."),
            OwnerStatus.UserDisabled => new MigrationException("FallbackOwnerDisabled", $"The user '{fallback}' is disabled and cannot own rows. Name another fallback owner."),
            OwnerStatus.NoUser => new MigrationException(
                "FallbackOwnerNotFound", $"No user has the address '{fallback}' and no team that name. Create the user, or name another fallback owner."),
            _ => new MigrationException("FallbackOwnerUnfit", found.Reason),
        });
    }
}
