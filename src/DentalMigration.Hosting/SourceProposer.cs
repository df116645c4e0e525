using DentalMigration.Sources;
using DentalMigration.Sources.Database;
using DentalMigration.Sources.Profiles;
using DentalMigration.Sources.Rest;
using DentalMigration.Systems;

namespace DentalMigration.Hosting;

/// <summary>
/// Proposes source profiles, also for exports of which too little is recognised to open them. A profile that is given is gone on from: what
/// it says stays.
/// </summary>
public static class SourceProposer
{
    /// <summary>For a folder of files, or a single file.</summary>
    public static ProfileDocument ProposeFolder(string system, string folder, string? profile) =>
        SourceProfileProposer.ProposeFiles(folder, SystemCatalog.Load(system), SourceOpener.Read(profile));

    /// <summary>For a database.</summary>
    public static async Task<ProfileDocument> ProposeDatabaseAsync(
        string system, DatabaseAddress address, string? profile, CancellationToken cancellationToken)
    {
        ProfileDocument? known = SourceOpener.Read(profile);
        SystemCatalog catalog = SystemCatalog.Load(system);
        IReadOnlyList<SourceFile> tables = await DatabaseSource.SurveyAsync(address, catalog, known, cancellationToken);
        return SourceProfileProposer.Propose(catalog, known?.TimeZone ?? catalog.TimeZone, tables, known);
    }

    /// <summary>For a REST endpoint, whose paths the profile names already.</summary>
    public static async Task<ProfileDocument> ProposeRestAsync(
        string system, RestOptions options, string? profile, CancellationToken cancellationToken)
    {
        ProfileDocument? known = SourceOpener.Read(profile);
        SystemCatalog catalog = SystemCatalog.Load(system);
        IReadOnlyList<SourceFile> paths = await RestSource.SurveyAsync(options, catalog, known, cancellationToken);
        return SourceProfileProposer.Propose(catalog, known?.TimeZone ?? catalog.TimeZone, paths, known);
    }

    /// <summary>Writes a profile to a file that people edit.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="path">The file; an existing one is written over.</param>
    /// <param name="schema">Where the JSON schema is, for editors that check against it; null to leave that out.</param>
    public static void Write(ProfileDocument profile, string path, string? schema)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, ProfileFile.Text(profile with { Schema = schema is null ? profile.Schema : new Uri(schema).AbsoluteUri }));
    }
}
