using DentalMigration.Systems;

namespace DentalMigration.Sources.Files;

/// <summary>
/// An export as a folder of CSV, TSV, TXT, XLS and XLSX files. Each file, or each sheet of a workbook, is one object's, by its name or else
/// by its header; several of one object are read one after another in the order of their names. Sub-folders are not looked at.
/// </summary>
/// <remarks>
/// Encoding is decided on the first 256 KB (and further through plain ASCII); delimiter, header, date orders and decimal signs on the first
/// 5,000 rows. Reading streams: what is in memory is a buffer and one record.
/// </remarks>
public sealed class FileSource : ISource
{
    private readonly List<BoundTable> _tables;

    private FileSource(string folder, SystemCatalog catalog, TimeZoneInfo timeZone, List<BoundTable> tables)
    {
        Catalog = catalog;
        TimeZone = timeZone;
        Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        _tables = tables;
        Files = [.. tables.Select(t => t.File)];
        Warnings = [.. catalog.Objects.Where(o => !Has(o.Name)).Select(o => $"There is no file of {o.Label}. It would be named {Names(o)}.")];
    }

    /// <inheritdoc/>
    public SystemCatalog Catalog { get; }

    /// <inheritdoc/>
    public TimeZoneInfo TimeZone { get; }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>What a person should know about the export as a whole: objects it has no file of.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Opens a folder and finds out what its files hold.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="catalog">The system the export is of.</param>
    /// <param name="timeZone">Zone of the practice's local times.</param>
    /// <exception cref="MigrationException">
    /// <c>SourceFolderNotFound</c>; <c>SourceEmpty</c>: no file of ours; <c>SourceObjectMissing</c>: an object the export cannot do without;
    /// <c>SourceFileUnreadable</c>; <c>UnknownEncoding</c>; <c>HeaderNotFound</c>; <c>DuplicateHeader</c>; <c>MissingColumn</c>.
    /// </exception>
    public static FileSource Open(string folder, SystemCatalog catalog, TimeZoneInfo timeZone)
    {
        if (!Directory.Exists(folder))
        {
            throw new MigrationException("SourceFolderNotFound", $"The folder '{folder}' does not exist; name the folder that holds the export's files.");
        }

        var binder = new TableBinder(catalog);
        List<BoundTable> tables = [.. SourceFolder.Tables(folder, catalog, binder)];
        var source = new FileSource(folder, catalog, timeZone, tables);
        if (!tables.Exists(t => t.File.Object is not null))
        {
            throw new MigrationException(
                "SourceEmpty",
                $"The folder '{folder}' holds no file of {catalog.Label}; files named {string.Join(", ", catalog.Objects.Select(o => o.Files[0]))} "
                + "with .csv, .tsv, .txt, .xls or .xlsx are expected.");
        }

        if (catalog.Objects.FirstOrDefault(o => o.Required && !source.Has(o.Name)) is CatalogObject missing)
        {
            throw new MigrationException(
                "SourceObjectMissing",
                $"The folder '{folder}' has no file of {missing.Label}, which every migration needs; export it under a name such as {Names(missing)}.");
        }

        return source;
    }

    /// <inheritdoc/>
    public bool Has(string objectName) => _tables.Exists(t => t.File.Object == objectName);

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceRecord> Read(string objectName, CancellationToken cancellationToken = default) => _tables
        .Where(t => t.File.Object == objectName)
        .SelectMany(t => t.Records(Catalog, cancellationToken))
        .ToAsyncEnumerable();

    /// <inheritdoc/>
    public long Size(string objectName) => _tables
        .Where(t => t.File.Object == objectName)
        .Select(t => t.Path)
        .Distinct()
        .Sum(p => new FileInfo(p).Length);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Files are open only while they are read.
    }

    private static string Names(CatalogObject o) => string.Join(" or ", o.Files.Take(2));
}
