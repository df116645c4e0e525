using System.Security.Cryptography;
using DentalMigration.Sources.Profiles;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Files;

/// <summary>
/// An export as a folder of CSV, TSV, TXT, XLS and XLSX files, or as one of them. Each file, or each sheet of a workbook, is one object's, by its name or else
/// by its header; several of one object are read one after another in the order of their names. Sub-folders are not looked at.
/// </summary>
/// <remarks>
/// Encoding is decided on the first 256 KB (and further through plain ASCII); delimiter, header, date orders and decimal signs on the first
/// 5,000 rows. Reading streams: what is in memory is a buffer and one record.
/// </remarks>
public sealed class FileSource : ISource
{
    private readonly List<BoundTable> _tables;
    private readonly string _folder;

    private readonly string _path;
    private readonly ProfileScope _scope;
    private readonly WorkbookShelf _workbooks;

    private FileSource(string path, ProfileScope scope, TimeZoneInfo timeZone, List<BoundTable> tables, List<SourceFault> faults, WorkbookShelf workbooks)
    {
        _workbooks = workbooks;
        SystemCatalog catalog = scope.Catalog;
        string folder = Path.GetFullPath(path);
        _path = folder;
        _scope = scope;
        _folder = scope.Profile?.Files?.Folder is { } files ? Path.GetFullPath(files) : File.Exists(folder) ? Path.GetDirectoryName(folder)! : folder;
        Catalog = catalog;
        TimeZone = timeZone;
        Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        _tables = tables;
        Files = [.. tables.Select(t => t.File)];
        Faults = faults;
        Warnings = [.. catalog.Objects.Where(o => o.Files.Count > 0 && !Has(o.Name)).Select(o => $"There is no file of {o.Label}. It would be named {Names(o)}.")];
    }

    /// <inheritdoc/>
    public SystemCatalog Catalog { get; }

    /// <inheritdoc/>
    public TimeZoneInfo TimeZone { get; }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <inheritdoc/>
    public IReadOnlyList<SourceFault> Faults { get; }

    /// <inheritdoc/>
    public SourceDecisions? Decisions => _scope.Decisions;

    /// <summary>What a person should know about the export as a whole: objects it has no file of.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Opens a folder, or a single file, and finds out what its files hold.</summary>
    /// <param name="folder">The folder, or the file.</param>
    /// <param name="catalog">The system the export is of.</param>
    /// <param name="timeZone">Zone of the practice's local times.</param>
    /// <param name="profile">Says which file and column is what, where they are not in the usual spellings.</param>
    /// <param name="allowUnknown">Opens it also where no file is known yet, to propose what they hold.</param>
    /// <exception cref="MigrationException">
    /// <c>SourceFolderNotFound</c>; <c>ProfileInvalid</c>; <c>SourceEmpty</c>: no file of ours; or the first of the <see cref="Faults"/> where no file is usable.
    /// </exception>
    public static FileSource Open(string folder, SystemCatalog catalog, TimeZoneInfo timeZone, ProfileDocument? profile = null, bool allowUnknown = false) =>
        Open(folder, new ProfileScope(catalog, profile), timeZone, allowUnknown, new WorkbookShelf());

    private static FileSource Open(string folder, ProfileScope scope, TimeZoneInfo timeZone, bool allowUnknown, WorkbookShelf workbooks)
    {
        if (!Directory.Exists(folder) && !File.Exists(folder))
        {
            throw new MigrationException("SourceFolderNotFound", $"The folder '{folder}' does not exist; name the folder that holds the export's files.");
        }

        SystemCatalog catalog = scope.Catalog;
        ProfileDocument? profile = scope.Profile;
        IReadOnlyList<ProfileObject> places = scope.Places(p => p.File is not null, "file");
        var faults = new List<SourceFault>();
        List<BoundTable> tables = [.. SourceFolder.Tables(folder, profile, new TableBinder(catalog, places, scope.Decisions), workbooks, faults)];
        faults.AddRange(places
            .Where(p => !SourceFolder.Files(folder).Any(f => TableBinder.FitsFile(p, f)))
            .Select(p => new SourceFault(p.File!, p.Object, "SourceFileMissing",
                $"The source profile names the file '{p.File}' for {catalog[p.Object].Label}, and there is none. Export it, or correct the profile.")));
        var source = new FileSource(folder, scope, timeZone, tables, faults, workbooks);
        if (!allowUnknown && !tables.Exists(t => t.File.Object is not null))
        {
            throw faults.Count > 0 ? new MigrationException(faults[0].Code, faults[0].Message) : new MigrationException(
                "SourceEmpty",
                $"The folder '{folder}' holds no file of {catalog.Label}; files named {string.Join(", ", catalog.Objects.Where(o => o.Files.Count > 0).Select(o => o.Files[0]))} "
                + "with .csv, .tsv, .txt, .xls or .xlsx are expected.");
        }

        foreach (CatalogObject missing in catalog.Objects.Where(o => o.Required && !source.Has(o.Name) && !faults.Exists(f => f.Object == o.Name)))
        {
            faults.Add(new SourceFault("", missing.Name, "SourceObjectMissing",
                $"The folder '{source.Name}' has no file of {missing.Label}, which every migration needs; export it under a name such as {Names(missing)}."));
        }

        return source;
    }

    /// <inheritdoc/>
    public Task<ISource> DecideAsync(SourceDecisions decisions, CancellationToken cancellationToken) =>
        Task.FromResult<ISource>(Open(_path, new ProfileScope(Catalog, _scope.Profile, decisions), TimeZone, allowUnknown: false, _workbooks));

    /// <inheritdoc/>
    public IEnumerable<SourceFingerprint> Fingerprints()
    {
        HashSet<string> known = [.. Files.Where(f => f.Object is not null).Select(f => f.Name.Split('#')[0])];
        foreach (string path in SourceFolder.Files(_path).Where(p => known.Contains(Path.GetFileName(p))))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            yield return new SourceFingerprint(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(file)));
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<SourcePlace> SurveyAsync(CancellationToken cancellationToken) => FileSurvey.Places(_path, _scope, _workbooks).ToAsyncEnumerable();

    /// <inheritdoc/>
    public bool Has(string objectName) => _tables.Exists(t => t.File.Object == objectName);

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceRecord> Read(string objectName, CancellationToken cancellationToken = default)
    {
        List<BoundTable> tables = _tables.FindAll(t => t.File.Object == objectName);
        tables.ForEach(t => t.Position = null);
        return tables.SelectMany(t => t.Records(Catalog, cancellationToken)).ToAsyncEnumerable();
    }

    /// <inheritdoc/>
    public double? PartRead(string objectName) =>
        _tables.Where(t => t.File.Object == objectName).Sum(t => t.Position) is > 0 and long read && Size(objectName) is > 0 and long size
            ? Math.Min(1, (double)read / size)
            : null;

    /// <inheritdoc/>
    public long Size(string objectName) => _tables
        .Where(t => t.File.Object == objectName)
        .Select(t => t.Path)
        .Distinct()
        .Sum(p => new FileInfo(p).Length);

    /// <inheritdoc/>
    public Task<SourceAttachment> OpenAttachmentAsync(string objectName, string reference, CancellationToken cancellationToken = default) =>
        Task.FromResult(AttachmentFolder.Open(_folder, reference));

    /// <inheritdoc/>
    public ValueTask<AttachmentInfo> FindAttachmentAsync(string objectName, string reference, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(AttachmentFolder.Find(_folder, reference));

    /// <inheritdoc/>
    public void Dispose()
    {
        // Files are open only while they are read.
    }

    private static string Names(CatalogObject o) => string.Join(" or ", o.Files.Take(2));
}
