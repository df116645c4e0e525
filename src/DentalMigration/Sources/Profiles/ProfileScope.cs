using DentalMigration.Systems;

namespace DentalMigration.Sources.Profiles;

/// <summary>A system's catalog with an export's profile laid over it: what every kind of source opens with.</summary>
public sealed class ProfileScope
{
    /// <param name="catalog">What the system is declared to hold.</param>
    /// <param name="profile">The export's profile; null where it speaks the usual spellings.</param>
    /// <param name="decisions">What an approved map decided, where the profile says nothing.</param>
    /// <exception cref="MigrationException"><c>ProfileInvalid</c>: the profile is of another system.</exception>
    public ProfileScope(SystemCatalog catalog, ProfileDocument? profile, SourceDecisions? decisions = null)
    {
        Decisions = decisions;
        if (profile is not null && !profile.System.Equals(catalog.System, StringComparison.OrdinalIgnoreCase))
        {
            throw new MigrationException("ProfileInvalid", $"The source profile is of {profile.System}, and the export is opened as one of {catalog.System}.");
        }

        Profile = profile;
        Catalog = catalog with
        {
            DateOrder = profile?.DateOrder ?? catalog.DateOrder,
            DecimalSign = profile?.DecimalSign ?? catalog.DecimalSign,
            ToothNotation = profile?.ToothNotation ?? catalog.ToothNotation,
        };
    }

    /// <summary>The catalog, with the habits the profile declares.</summary>
    public SystemCatalog Catalog { get; }

    /// <summary>The profile, or null.</summary>
    public ProfileDocument? Profile { get; }

    /// <summary>What an approved map decided, or null.</summary>
    public SourceDecisions? Decisions { get; }

    /// <summary>What a map decided about the columns of a place that is read as an object; null where it decided nothing, or on another object.</summary>
    internal DecidedPlace? Decided(string name, string objectName) =>
        (Decisions?.Find(name) ?? Decisions?.Of(objectName)) is { } decided && decided.Object == objectName ? decided : null;

    /// <summary>The profile's places of one kind: files, or tables and queries, or paths.</summary>
    /// <param name="isOfKind">Tells them.</param>
    /// <param name="kind">Their kind in a person's words: <c>file</c>.</param>
    /// <exception cref="MigrationException"><c>ProfileInvalid</c>: it describes another kind of source.</exception>
    internal IReadOnlyList<ProfileObject> Places(Func<ProfileObject, bool> isOfKind, string kind)
    {
        List<ProfileObject> places = [.. Profile?.Objects.Where(isOfKind) ?? []];
        return places.Count > 0 || Profile is null or { Objects.Count: 0 }
            ? places
            : throw new MigrationException("ProfileInvalid", $"The source profile names no {kind}: it describes another kind of source.");
    }
}
