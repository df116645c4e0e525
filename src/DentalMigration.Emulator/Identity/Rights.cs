namespace DentalMigration.Emulator.Identity;

/// <summary>What a caller may do: everything but what is missing.</summary>
/// <param name="Missing">Privileges that none of the caller's roles has; null when the caller has no role.</param>
internal sealed record Rights(IReadOnlySet<string>? Missing)
{
    public static Rights All { get; } = new(new HashSet<string>());

    /// <summary>A caller without roles.</summary>
    public static Rights None { get; } = new((IReadOnlySet<string>?)null);

    public bool Has(string privilege) => Missing is not null && !Missing.Contains(privilege);

    /// <summary>What both may do, as when one acts for the other.</summary>
    public Rights And(Rights other) => Missing is null || other.Missing is null ? None
        : Missing.Count == 0 ? other : other.Missing.Count == 0 ? this
        : new(Missing.Union(other.Missing).ToHashSet(StringComparer.OrdinalIgnoreCase));
}
