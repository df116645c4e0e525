using DentalMigration.Sources.Profiles;
using DentalMigration.Systems;

namespace DentalMigration.Sources;

/// <summary>An open export: a folder of files, a database or a REST endpoint. Yields immutable records, streaming.</summary>
public interface ISource : IDisposable
{
    /// <summary>What the export is declared to hold.</summary>
    SystemCatalog Catalog { get; }

    /// <summary>Zone of the practice's local times.</summary>
    TimeZoneInfo TimeZone { get; }

    /// <summary>For people: the folder's name, or the database's.</summary>
    string Name { get; }

    /// <summary>The files (or tables) found, with what was detected about each; one entry per file or sheet.</summary>
    IReadOnlyList<SourceFile> Files { get; }

    /// <summary>Files that cannot be used and objects that are missing; what hangs on them is held, the rest goes on.</summary>
    IReadOnlyList<SourceFault> Faults { get; }

    /// <summary>True when the export holds that object.</summary>
    bool Has(string objectName);

    /// <summary>
    /// All records of an object in file order, unusable lines included (with their <see cref="SourceRecord.Fault"/>). Can be called any
    /// number of times; each call reads from the start. Nothing is kept in memory.
    /// </summary>
    /// <exception cref="MigrationException"><c>SourceFileUnreadable</c> and the like: the file cannot be read at all.</exception>
    IAsyncEnumerable<SourceRecord> Read(string objectName, CancellationToken cancellationToken = default);

    /// <summary>Opens a file that a record's <see cref="FieldType.File"/> field names, to be read as a stream.</summary>
    /// <param name="objectName">The object whose record names it.</param>
    /// <param name="reference">The field's text.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="MigrationException"><c>AttachmentMissing</c>, <c>AttachmentOutside</c> (the path leaves the export) or <c>AttachmentUnreadable</c>.</exception>
    Task<SourceAttachment> OpenAttachmentAsync(string objectName, string reference, CancellationToken cancellationToken = default);

    /// <summary>
    /// Looks at a file that a record names, without reading it: every run asks this of every file, to tell what changed. A source that can
    /// answer more cheaply than by opening the file does.
    /// </summary>
    /// <param name="objectName">The object whose record names it.</param>
    /// <param name="reference">The field's text.</param>
    /// <param name="cancellationToken">Stops the looking.</param>
    /// <exception cref="MigrationException">As of <see cref="OpenAttachmentAsync"/>.</exception>
    async ValueTask<AttachmentInfo> FindAttachmentAsync(string objectName, string reference, CancellationToken cancellationToken = default)
    {
        await using SourceAttachment file = await OpenAttachmentAsync(objectName, reference, cancellationToken);
        return new AttachmentInfo(file.Length, file.Modified);
    }

    /// <summary>
    /// False where it hangs on a connection that a person opened: no later session can open it again by itself, and one object is read at a
    /// time.
    /// </summary>
    bool CanReopen => true;

    /// <summary>What a person must know about how consistently it is read; null where all objects are read as of one moment.</summary>
    string? Caveat => null;

    /// <summary>What a map decided about its places; null where it was opened without a map.</summary>
    SourceDecisions? Decisions => null;

    /// <summary>
    /// The same export, read as a map decided. It lives no longer than this source, which is the one to dispose of. A source that has nothing
    /// to decide gives itself.
    /// </summary>
    /// <param name="decisions">The decisions.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="MigrationException">As of its opening.</exception>
    Task<ISource> DecideAsync(SourceDecisions decisions, CancellationToken cancellationToken) => Task.FromResult(this);

    /// <summary>All its places with some of their rows, also those of which too little was recognised to read them.</summary>
    /// <param name="cancellationToken">Stops between two places.</param>
    IAsyncEnumerable<SourcePlace> SurveyAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<SourcePlace>();

    /// <summary>How much of the object's files the reading under way has read, from 0 to 1; null when unknown.</summary>
    double? PartRead(string objectName) => null;

    /// <summary>What tells this export from another: its files that hold objects, each with its SHA-256; tables and endpoints by their names alone.</summary>
    IEnumerable<SourceFingerprint> Fingerprints() => Files.Where(f => f.Object is not null).Select(f => new SourceFingerprint(f.Name, ""));

    /// <summary>How many bytes of the object's files there are, for progress; 0 when unknown.</summary>
    long Size(string objectName);
}
