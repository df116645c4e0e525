namespace DentalMigration.Owners;

/// <summary>Provider → owner, with the fallback for everybody else.</summary>
public sealed class OwnerMap
{
    private readonly Dictionary<string, OwnerEntry> _byKey;
    private readonly Dictionary<string, OwnerEntry?> _byName = new(StringComparer.Ordinal);

    /// <summary>What was asked for before, as it was spelt: every row names one of a few providers.</summary>
    private readonly BoundedMemory<string, OwnerEntry?> _asked = new(StringComparer.Ordinal);

    /// <param name="fallback">Owns what no matched provider owns; an enabled user or a team.</param>
    /// <param name="entries">The providers.</param>
    public OwnerMap(Owner fallback, IReadOnlyList<OwnerEntry> entries)
    {
        Fallback = fallback;
        Entries = entries;
        _byKey = entries.ToDictionary(e => e.Provider, StringComparer.Ordinal);
        foreach (OwnerEntry entry in entries)
        {
            _byName[entry.Name] = _byName.ContainsKey(entry.Name) ? null : entry; // two of one name: neither
        }
    }

    /// <summary>Owns what no matched provider owns.</summary>
    public Owner Fallback { get; }

    /// <summary>Address of the fallback user, or name of the team, for people.</summary>
    public string FallbackName { get; init; } = "";

    /// <summary>The providers.</summary>
    public IReadOnlyList<OwnerEntry> Entries { get; }

    /// <summary>The entry of a provider by key or, failing that, by name; null when unknown or when two share the name.</summary>
    public OwnerEntry? Find(string provider) =>
        _byKey.TryGetValue(provider, out OwnerEntry? entry) ? entry : _asked.Get(provider, p => _byName.GetValueOrDefault(ProviderName.Fold(p)));

    /// <summary>True where another provider has the same name, so that rows naming it alone go to the fallback owner.</summary>
    public bool SharesName(OwnerEntry entry) => entry.Name.Length > 0 && _byName.GetValueOrDefault(entry.Name) is null;
}
