using DentalMigration.Sources.Profiles;
using DentalMigration.Systems;

namespace DentalMigration.Sources;

/// <summary>A source that is no folder of files: its parts are tables, queries or endpoints, each of one object.</summary>
public abstract class PartedSource : ISource
{
    private readonly IReadOnlyList<SourcePart> _parts;

    private protected PartedSource(
        ProfileScope scope,
        TimeZoneInfo timeZone,
        string name,
        IReadOnlyList<SourcePart> parts,
        IReadOnlyList<SourceFile> unread,
        List<SourceFault> faults,
        bool allowUnknown)
    {
        Scope = scope;
        Catalog = scope.Catalog;
        TimeZone = timeZone;
        Name = name;
        _parts = parts;
        Files = [.. parts.Select(p => p.File), .. unread];
        if (parts.Count == 0 && !allowUnknown)
        {
            throw faults.Count > 0 ? new MigrationException(faults[0].Code, faults[0].Message) : new MigrationException(
                "SourceEmpty",
                $"'{name}' holds nothing that is known as {Catalog.Label}'s. Say in a source profile what holds which object; New-MigrationSourceProfile proposes one.");
        }

        faults.AddRange(Catalog.Objects
            .Where(o => o.Required && !Has(o.Name) && !faults.Exists(f => f.Object == o.Name))
            .Select(o => new SourceFault("", o.Name, "SourceObjectMissing",
                $"'{name}' holds nothing known as {o.Label}, which every migration needs; say in the source profile what holds it.")));
        Faults = faults;
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
    public virtual bool CanReopen => true;

    /// <inheritdoc/>
    public abstract string? Caveat { get; }

    /// <inheritdoc/>
    public SourceDecisions? Decisions => Scope.Decisions;

    /// <summary>What it was opened with.</summary>
    private protected ProfileScope Scope { get; }

    /// <inheritdoc/>
    public abstract Task<ISource> DecideAsync(SourceDecisions decisions, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract IAsyncEnumerable<SourcePlace> SurveyAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public bool Has(string objectName) => _parts.Any(p => p.File.Object == objectName);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceRecord> Read(
        string objectName, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (SourcePart part in _parts.Where(p => p.File.Object == objectName))
        {
            await foreach (SourceRecord record in part.RecordsAsync(cancellationToken))
            {
                yield return record;
            }
        }
    }

    /// <inheritdoc/>
    public abstract Task<SourceAttachment> OpenAttachmentAsync(string objectName, string reference, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public long Size(string objectName) => 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of the connections.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>The one refusal of a file that nothing says where to find.</summary>
    private protected static MigrationException FilesUndeclared() => new(
        "AttachmentUnreadable", "Nothing says where the file is kept. Add 'files' to the source profile: a folder, a query or a path.");
}
