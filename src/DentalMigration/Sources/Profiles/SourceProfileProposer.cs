using DentalMigration.Sources.Files;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Profiles;

/// <summary>
/// Proposes a source profile from what was found in an export: each file, table or path with the object it is taken for, the columns that
/// are known, and those that are not, for a person to place.
/// </summary>
public static class SourceProfileProposer
{
    /// <summary>Proposes for a source that is open.</summary>
    /// <param name="source">The source.</param>
    /// <param name="profile">The profile it was opened with, whose decisions are kept.</param>
    public static ProfileDocument Propose(ISource source, ProfileDocument? profile = null) =>
        Propose(source.Catalog, source.TimeZone.Id, source.Files, profile);

    /// <summary>Proposes for the files of a folder, or for one file, even where too little was recognised to open it.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="catalog">The system the export is of.</param>
    /// <param name="profile">What is known already.</param>
    /// <exception cref="MigrationException"><c>SourceFolderNotFound</c>.</exception>
    public static ProfileDocument ProposeFiles(string path, SystemCatalog catalog, ProfileDocument? profile = null)
    {
        if (!Directory.Exists(path) && !File.Exists(path))
        {
            throw new MigrationException("SourceFolderNotFound", $"The folder '{path}' does not exist; name the folder that holds the export's files.");
        }

        var scope = new ProfileScope(catalog, profile);
        return Propose(scope.Catalog, profile?.TimeZone ?? catalog.TimeZone, FileSurvey.Of(path, scope), profile);
    }

    /// <summary>Proposes for what a survey found.</summary>
    /// <param name="catalog">The system.</param>
    /// <param name="timeZone">IANA zone of the practice.</param>
    /// <param name="files">What was found.</param>
    /// <param name="profile">What is known already.</param>
    public static ProfileDocument Propose(SystemCatalog catalog, string timeZone, IEnumerable<SourceFile> files, ProfileDocument? profile = null)
    {
        var places = new List<ProfileObject>();
        var unread = new List<string>();
        foreach (SourceFile file in files)
        {
            if (Place(catalog, file) is { } place)
            {
                places.Add(place);
            }
            else
            {
                unread.Add(file.Name);
            }
        }

        ProfileDocument basis = profile ?? new ProfileDocument(catalog.System, []);
        return basis with
        {
            System = catalog.System,
            TimeZone = timeZone,
            Objects = [.. catalog.Objects.SelectMany(o => places.Where(p => p.Object == o.Name))],
            Unread = unread.Count == 0 ? null : unread,
        };
    }

    private static ProfileObject? Place(SystemCatalog catalog, SourceFile file)
    {
        ProfileObject place = Where(file);
        var columns = file.Columns.Where(c => c.Field is not null).ToDictionary(c => c.Header, c => c.Field!);
        string? name = file.Object ?? (place.Object.Length > 0 ? place.Object : null);
        if (file.Object is null)
        {
            HeaderIndex? guess = Guess(catalog, name, file);
            name = guess?.Object.Name;
            foreach (SourceColumn column in file.Columns)
            {
                if (guess?.Find(column.Header, LetterRepair.None) is { } field && !columns.ContainsValue(field.Name))
                {
                    columns.TryAdd(column.Header, field.Name);
                }
            }
        }

        if (name is null)
        {
            return null;
        }

        IReadOnlyList<string> ignored = place.Ignored ?? [];
        string[] unknown = [.. file.Columns.Select(c => c.Header).Where(h => h.Length > 0 && !columns.ContainsKey(h) && !ignored.Contains(h)).Distinct()];
        return place with
        {
            Object = name,
            Columns = columns.ToDictionary(c => c.Key, c => Declared(place, c.Key, c.Value)),
            Unknown = unknown.Length == 0 ? null : unknown,
        };
    }

    /// <summary>Where the profile says it is, or the file's name.</summary>
    private static ProfileObject Where(SourceFile file)
    {
        int sheet = file.Delimiter.Length == 0 ? file.Name.IndexOf('#', StringComparison.Ordinal) : -1;
        return file.Place ?? new ProfileObject(
            file.Object ?? string.Empty, File: sheet < 0 ? file.Name : file.Name[..sheet], Sheet: sheet < 0 ? null : file.Name[(sheet + 1)..]);
    }

    private static ProfileColumn Declared(ProfileObject place, string header, string field) =>
        place.Columns?.TryGetValue(header, out ProfileColumn? declared) == true ? declared : new ProfileColumn(field);

    /// <summary>The object a profile or the name tells, else the one most of whose columns are there; null where two do equally.</summary>
    private static HeaderIndex? Guess(SystemCatalog catalog, string? known, SourceFile file)
    {
        if (file.Columns.Count == 0)
        {
            return null;
        }

        string stem = file.Place?.Table ?? Path.GetFileNameWithoutExtension(file.Name);
        string? name = known ?? FilePattern.FindStem(catalog, stem)?.Name;
        if (name is not null)
        {
            return new HeaderIndex(catalog[name], file.Place is { Object.Length: > 0 } ? file.Place : null);
        }

        var row = new TableRow(0, [.. file.Columns.Select(c => c.Header)]);
        HeaderFit[] best = [.. catalog.Objects.Where(o => o.Files.Count > 0).Select(o => new HeaderIndex(o).Fit([row])).OrderByDescending(f => f.Known).Take(2)];
        return best is [{ Known: > 0 } first, .. var rest] && rest.All(r => r.Known < first.Known) ? first.Index : null;
    }
}
