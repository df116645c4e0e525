using DentalMigration.Owners;

namespace DentalMigration.Commands;

/// <summary>Between the engine's owner map and the flat rows people see and edit.</summary>
internal static class OwnerRows
{
    public static IEnumerable<ProviderOwner> Of(OwnerMap map, string fallback, Guid organizationId)
    {
        yield return new ProviderOwner
        {
            Provider = ProviderOwner.Fallback,
            Name = fallback,
            Status = "Fallback",
            Owner = map.FallbackName,
            Reason = "Has the rows of every provider without an owner, and those that name no provider.",
            OwnerId = map.Fallback.Id,
            OwnerType = Type(map.Fallback),
            OrganizationId = organizationId,
        };
        foreach (OwnerEntry entry in map.Entries)
        {
            Owner owner = entry.Owner ?? map.Fallback;
            yield return new ProviderOwner
            {
                Provider = entry.Provider,
                Name = entry.Name,
                Status = entry.Status.ToString(),
                Match = entry.Match.ToString(),
                Owner = entry.OwnerName,
                Reason = entry.Reason,
                Suggestion = entry.Suggestion,
                IsDeparted = entry.IsDeparted,
                UserId = entry.UserId,
                OwnerId = owner.Id,
                OwnerType = Type(owner),
                OrganizationId = organizationId,
            };
        }
    }

    /// <summary>The engine's owner map of rows; an owner other than the provider's own user or the fallback is a person's choice.</summary>
    public static OwnerMap ToMap(IReadOnlyList<ProviderOwner> rows)
    {
        ProviderOwner[] fallbacks = [.. rows.Where(r => r.Provider == ProviderOwner.Fallback)];
        if (fallbacks.Length != 1)
        {
            throw new MigrationException(
                "OwnerMapInvalid", "An owner map has exactly one row of provider '*', the fallback owner. Run Resolve-ProviderOwner with -Fallback.");
        }

        Owner fallback = ToOwner(fallbacks[0]);
        List<OwnerEntry> entries = [.. rows.Where(r => r.Provider != ProviderOwner.Fallback).Select(r => Entry(r, fallback))];
        return entries.Select(e => e.Provider).Distinct(StringComparer.Ordinal).Count() == entries.Count
            ? new OwnerMap(fallback, entries) { FallbackName = fallbacks[0].Owner.Length > 0 ? fallbacks[0].Owner : fallbacks[0].Name }
            : throw new MigrationException("OwnerMapInvalid", "The owner map has two rows of one provider. Remove one.");
    }

    /// <summary>What people decided in the rows of an owner map, to be looked up in another organisation or again.</summary>
    public static IReadOnlyList<OwnerChoice> Choices(IEnumerable<ProviderOwner> rows) =>
        [.. rows.Where(r => r.Status == nameof(OwnerStatus.Chosen) && r.Owner.Length > 0).Select(r => new OwnerChoice(r.Provider, r.Owner))];

    private static OwnerEntry Entry(ProviderOwner row, Owner fallback)
    {
        Owner owner = ToOwner(row);
        if (!Enum.TryParse(row.Status, ignoreCase: true, out OwnerStatus status))
        {
            throw new MigrationException("OwnerMapInvalid", $"The owner map's row of provider '{row.Provider}' has no known status.");
        }

        bool own = status == OwnerStatus.Matched && owner.Id == row.UserId;
        bool left = !own && owner == fallback && status != OwnerStatus.Chosen;
        if (left && row.Owner.Length > 0)
        {
            throw new MigrationException(
                "OwnerMapUnresolved",
                $"The owner map names '{row.Owner}' for provider '{row.Provider}', but nobody has looked it up. Run Resolve-ProviderOwner with -OwnerMap and this file.");
        }

        OwnerEntry entry = own || left
            ? new OwnerEntry(row.Provider, row.Name, status, row.UserId, own ? owner : null)
            : new OwnerEntry(row.Provider, row.Name, OwnerStatus.Chosen, row.UserId ?? (owner.IsTeam ? null : owner.Id), owner);
        return entry with
        {
            Match = Enum.TryParse(row.Match, ignoreCase: true, out OwnerMatch match) ? match : OwnerMatch.None,
            OwnerName = row.Owner,
            Reason = row.Reason,
            Suggestion = row.Suggestion,
            IsDeparted = row.IsDeparted,
        };
    }

    private static Owner ToOwner(ProviderOwner row) => new(row.OwnerId, row.OwnerType == "team");

    private static string Type(Owner owner) => owner.IsTeam ? "team" : "systemuser";
}
