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
        var entries = new List<OwnerEntry>();
        foreach (ProviderOwner row in rows.Where(r => r.Provider != ProviderOwner.Fallback))
        {
            Owner owner = ToOwner(row);
            OwnerStatus status = Enum.TryParse(row.Status, ignoreCase: true, out OwnerStatus s)
                ? s
                : throw new MigrationException("OwnerMapInvalid", $"The owner map's row of provider '{row.Provider}' has no known status.");
            bool own = status == OwnerStatus.Matched && owner.Id == row.UserId;
            bool left = owner == fallback && status != OwnerStatus.Chosen;
            entries.Add(own || left
                ? new OwnerEntry(row.Provider, row.Name, status, row.UserId, own ? owner : null)
                : new OwnerEntry(row.Provider, row.Name, OwnerStatus.Chosen, row.UserId ?? (owner.IsTeam ? null : owner.Id), owner));
        }

        return entries.Select(e => e.Provider).Distinct(StringComparer.Ordinal).Count() == entries.Count
            ? new OwnerMap(fallback, entries)
            : throw new MigrationException("OwnerMapInvalid", "The owner map has two rows of one provider. Remove one.");
    }

    private static Owner ToOwner(ProviderOwner row) => new(row.OwnerId, row.OwnerType == "team");

    private static string Type(Owner owner) => owner.IsTeam ? "team" : "systemuser";
}
