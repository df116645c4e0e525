using DentalMigration.Sources;
using DentalMigration.Sources.Database;
using DentalMigration.Sources.Derived;
using DentalMigration.Sources.Files;
using DentalMigration.Sources.Profiles;
using DentalMigration.Sources.Rest;
using DentalMigration.Systems;

namespace DentalMigration.Hosting;

/// <summary>Opens exports of every kind: folders of files, databases and REST endpoints.</summary>
/// <remarks>
/// A time zone that is given goes before the profile's, and that before the system's own. A profile is the path of its file; null where the
/// export speaks the usual spellings.
/// </remarks>
public static class SourceOpener
{
    /// <summary>Opens a folder of files, or a single file.</summary>
    /// <param name="system">Short name of the system: <c>dentes</c>.</param>
    /// <param name="folder">The folder, or the file.</param>
    /// <param name="timeZone">IANA zone of the practice.</param>
    /// <param name="profile">File of the source profile.</param>
    /// <param name="allowUnknown">Opens it also where no file is known yet, for a map to be proposed.</param>
    /// <exception cref="MigrationException"><c>SourceFolderNotFound</c>, <c>SourceEmpty</c>, <c>UnknownTimeZone</c>, <c>ProfileInvalid</c>…</exception>
    public static ISource OpenFolder(string system, string folder, string? timeZone = null, string? profile = null, bool allowUnknown = false)
    {
        ProfileDocument? read = Read(profile);
        SystemCatalog catalog = SystemCatalog.Load(system);
        return DerivingSource.Over(FileSource.Open(folder, catalog, Zone(catalog, read, timeZone), read, allowUnknown));
    }

    /// <summary>Opens a database.</summary>
    /// <param name="system">Short name of the system.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="timeZone">IANA zone of the practice.</param>
    /// <param name="profile">File of the source profile.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <param name="allowUnknown">Opens it also where nothing is known yet, for a map to be proposed.</param>
    /// <exception cref="MigrationException"><c>SourceUnreachable</c>, <c>SourceEmpty</c>, <c>UnknownTimeZone</c>, <c>ProfileInvalid</c>…</exception>
    public static async Task<ISource> OpenDatabaseAsync(
        string system, DatabaseAddress address, string? timeZone, string? profile, CancellationToken cancellationToken, bool allowUnknown = false)
    {
        ProfileDocument? read = Read(profile);
        SystemCatalog catalog = SystemCatalog.Load(system);
        return DerivingSource.Over(await DatabaseSource.OpenAsync(address, catalog, Zone(catalog, read, timeZone), read, cancellationToken, allowUnknown));
    }

    /// <summary>Opens a REST endpoint.</summary>
    /// <param name="system">Short name of the system.</param>
    /// <param name="options">Its address and who signs in.</param>
    /// <param name="timeZone">IANA zone of the practice.</param>
    /// <param name="profile">File of the source profile, which an endpoint always needs.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <param name="allowUnknown">Opens it also where nothing is known yet, for a map to be proposed.</param>
    /// <exception cref="MigrationException"><c>ProfileNeeded</c>, <c>InsecureUrl</c>, <c>SignInFailed</c>, <c>SourceUnreachable</c>…</exception>
    public static async Task<ISource> OpenRestAsync(
        string system, RestOptions options, string? timeZone, string? profile, CancellationToken cancellationToken, bool allowUnknown = false)
    {
        ProfileDocument? read = Read(profile);
        SystemCatalog catalog = SystemCatalog.Load(system);
        return DerivingSource.Over(await RestSource.OpenAsync(options, catalog, Zone(catalog, read, timeZone), read, cancellationToken, allowUnknown));
    }

    internal static ProfileDocument? Read(string? profile) => profile is null ? null : ProfileFile.Read(profile);

    private static TimeZoneInfo Zone(SystemCatalog catalog, ProfileDocument? profile, string? timeZone)
    {
        string id = timeZone ?? profile?.TimeZone ?? catalog.TimeZone;
        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone)
            ? zone
            : throw new MigrationException("UnknownTimeZone", $"There is no time zone '{id}'. Use an IANA name such as {catalog.TimeZone}.");
    }
}
