using DentalMigration.Sources;
using DentalMigration.Sources.Derived;
using DentalMigration.Sources.Files;
using DentalMigration.Systems;

namespace DentalMigration.Hosting;

/// <summary>Opens exports.</summary>
public static class SourceOpener
{
    /// <summary>Opens a folder of files.</summary>
    /// <param name="system">Short name of the system: <c>dentes</c>.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="timeZone">IANA zone of the practice; null for the system's own.</param>
    /// <exception cref="MigrationException"><c>SourceFolderNotFound</c>, <c>SourceEmpty</c>, <c>UnknownTimeZone</c>…</exception>
    public static ISource OpenFolder(string system, string folder, string? timeZone = null)
    {
        SystemCatalog catalog = SystemCatalog.Load(system);
        return TimeZoneInfo.TryFindSystemTimeZoneById(timeZone ?? catalog.TimeZone, out TimeZoneInfo? zone)
            ? DerivingSource.Over(FileSource.Open(folder, catalog, zone))
            : throw new MigrationException("UnknownTimeZone", $"There is no time zone '{timeZone}'. Use an IANA name such as Europe/Istanbul.");
    }
}
