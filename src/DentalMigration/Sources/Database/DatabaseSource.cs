using System.Runtime.CompilerServices;
using DentalMigration.Sources.Files;
using DentalMigration.Sources.Profiles;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Database;

/// <summary>
/// An export as a database. Each object is one table, view or query, by the profile or else by its name and columns. Rows stream from the
/// reader, several objects at a time where there is a connection string, all as of one moment where the engine can (<see cref="Caveat"/>).
/// </summary>
public sealed class DatabaseSource : PartedSource
{
    private readonly DatabaseDoor _door;
    private readonly bool _ownsDoor;
    private readonly IReadOnlyDictionary<string, string> _queries;
    private readonly ProfileFiles? _files;

    private DatabaseSource(DatabaseDoor door, bool ownsDoor, ProfileScope scope, TimeZoneInfo zone, string name, DatabaseSurvey survey, bool allowUnknown)
        : base(scope, zone, name, survey.Parts, survey.Unread, survey.Faults, allowUnknown)
    {
        _door = door;
        _ownsDoor = ownsDoor;
        _queries = survey.Queries;
        _files = scope.Profile?.Files;
    }

    /// <inheritdoc/>
    public override string? Caveat => _door.Caveat;

    /// <inheritdoc/>
    public override bool CanReopen => _door.CanReopen;

    /// <summary>Opens a database and finds out what its tables hold.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="catalog">The system the database is of.</param>
    /// <param name="timeZone">Zone of the practice's local times; moments with a zone are brought to it.</param>
    /// <param name="profile">Says which table and column is what, where they are not in the usual spellings.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <param name="allowUnknown">Opens it also where no table is known yet, to propose what they hold.</param>
    /// <exception cref="MigrationException"><c>SourceUnreachable</c>, <c>ConnectionClosed</c>, <c>ProfileInvalid</c>, <c>SourceEmpty</c>; or the
    /// first of the <see cref="ISource.Faults"/> where no table is usable.</exception>
    public static async Task<DatabaseSource> OpenAsync(
        DatabaseAddress address,
        SystemCatalog catalog,
        TimeZoneInfo timeZone,
        ProfileDocument? profile,
        CancellationToken cancellationToken,
        bool allowUnknown = false)
    {
        var scope = new ProfileScope(catalog, profile);
        DatabaseDoor door = await address.OpenAsync(cancellationToken);
        try
        {
            var survey = new DatabaseSurvey(door, scope, new CellValue(timeZone));
            await survey.RunAsync(cancellationToken);
            return new DatabaseSource(door, ownsDoor: true, scope, timeZone, address.Name, survey, allowUnknown);
        }
        catch
        {
            door.Dispose();
            throw;
        }
    }

    /// <summary>The tables and what was recognised of each, however little that is; for proposing a profile.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="catalog">The system the database is of.</param>
    /// <param name="profile">What is known already.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<IReadOnlyList<SourceFile>> SurveyAsync(
        DatabaseAddress address, SystemCatalog catalog, ProfileDocument? profile, CancellationToken cancellationToken)
    {
        using DatabaseDoor door = await address.OpenAsync(cancellationToken);
        var survey = new DatabaseSurvey(door, new ProfileScope(catalog, profile), new CellValue(TimeZoneInfo.Utc));
        await survey.RunAsync(cancellationToken);
        return [.. survey.Parts.Select(p => p.File), .. survey.Unread];
    }

    /// <inheritdoc/>
    public override async Task<ISource> DecideAsync(SourceDecisions decisions, CancellationToken cancellationToken)
    {
        var scope = new ProfileScope(Catalog, Scope.Profile, decisions);
        var survey = new DatabaseSurvey(_door, scope, new CellValue(TimeZone));
        await survey.RunAsync(cancellationToken);
        return new DatabaseSource(_door, ownsDoor: false, scope, TimeZone, Name, survey, allowUnknown: false);
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<SourcePlace> SurveyAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (SourceFile file in Files)
        {
            List<object?[]> rows = _queries.TryGetValue(file.Name, out string? sql) && file.Columns.Count > 0
                ? (await DatabasePart.SampleAsync(_door, sql, file.Name, SourcePlace.SampleRows, new CellValue(TimeZone), cancellationToken)).Rows
                : [];
            yield return new SourcePlace(file, rows);
        }
    }

    /// <inheritdoc/>
    public override async Task<SourceAttachment> OpenAttachmentAsync(string objectName, string reference, CancellationToken cancellationToken = default)
    {
        if (_files?.Query is not { } query)
        {
            return _files?.Folder is { } folder ? AttachmentFolder.Open(Path.GetFullPath(folder), reference) : throw FilesUndeclared();
        }

        DatabaseReading? reading = null;
        try
        {
            reading = await DatabaseReading.StartAsync(_door, query, reference, cancellationToken);
            if (!await reading.NextAsync(cancellationToken) || await reading.Row.IsDBNullAsync(0, cancellationToken))
            {
                throw new MigrationException("AttachmentMissing", "The database has no file for the record. Put it there, or correct the query of the profile's files.");
            }

            Stream content = reading.Row.GetStream(0);
            return new SourceAttachment(new OwnedStream(content, reading), LengthOf(content));
        }
        catch (Exception e)
        {
            if (reading is not null)
            {
                await reading.DisposeAsync();
            }

            if (DatabaseErrors.IsOfDatabase(e) || e is InvalidCastException)
            {
                throw new MigrationException(
                    "AttachmentUnreadable", "The file cannot be read from the database. Run the query of the profile's files by itself, with this record's reference.");
            }

            throw;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _ownsDoor)
        {
            _door.Dispose();
        }
    }

    private static long? LengthOf(Stream content)
    {
        try
        {
            return content.Length;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}
