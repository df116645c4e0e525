using System.Data.Common;
using DentalMigration.Sources.Files;
using DentalMigration.Sources.Profiles;
using DentalMigration.Systems;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace DentalMigration.Sources.Database;

/// <summary>
/// An export as a database. Each object is one table, view or query, by the profile or else by its name and columns. Rows stream from the
/// reader, several objects at a time where there is a connection string, all as of one moment where the engine can (<see cref="Caveat"/>).
/// </summary>
public sealed class DatabaseSource : PartedSource
{
    private readonly DatabaseDoor _door;
    private readonly ProfileFiles? _files;

    private DatabaseSource(DatabaseDoor door, ProfileScope scope, TimeZoneInfo zone, string name, DatabaseSurvey survey)
        : base(scope, zone, name, survey.Parts, survey.Unread, survey.Faults)
    {
        _door = door;
        _files = scope.Profile?.Files;
    }

    /// <inheritdoc/>
    public override string? Caveat => _door.Caveat;

    /// <inheritdoc/>
    public override bool CanReopen => _door.CanReopen;

    /// <summary>Opens a database by a built-in provider, for reading only.</summary>
    /// <param name="provider"><c>Sqlite</c> or <c>Npgsql</c>.</param>
    /// <param name="connectionString">Where it is and who signs in. Never shown.</param>
    /// <param name="catalog">The system the database is of.</param>
    /// <param name="timeZone">Zone of the practice's local times.</param>
    /// <param name="profile">Says which table and column is what, where they are not in the usual spellings.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="MigrationException"><c>UnknownProvider</c>; and those of the other overload.</exception>
    public static Task<DatabaseSource> OpenAsync(
        string provider, string connectionString, SystemCatalog catalog, TimeZoneInfo timeZone, ProfileDocument? profile, CancellationToken cancellationToken)
    {
        return provider.ToUpperInvariant() switch
        {
            "SQLITE" => OpenAsync(
                SqliteFactory.Instance, DatabaseErrors.Guard(() => ReadOnly(connectionString)), catalog, timeZone, profile, cancellationToken),
            "NPGSQL" => OpenAsync(NpgsqlFactory.Instance, connectionString, catalog, timeZone, profile, cancellationToken),
            _ => throw new MigrationException("UnknownProvider", $"There is no provider '{provider}' built in. Use Sqlite or Npgsql, or give another's factory."),
        };
    }

    /// <summary>Opens a database by any provider.</summary>
    /// <param name="factory">The provider's factory.</param>
    /// <param name="connectionString">Where it is and who signs in. Never shown.</param>
    /// <param name="catalog">The system the database is of.</param>
    /// <param name="timeZone">Zone of the practice's local times.</param>
    /// <param name="profile">Says which table and column is what, where they are not in the usual spellings.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="MigrationException"><c>ConnectionStringInvalid</c>; <c>SourceUnreachable</c>; <c>ProfileInvalid</c>; <c>SourceEmpty</c>.</exception>
    public static async Task<DatabaseSource> OpenAsync(
        DbProviderFactory factory, string connectionString, SystemCatalog catalog, TimeZoneInfo timeZone, ProfileDocument? profile, CancellationToken cancellationToken)
    {
        DbConnection Create()
        {
            DbConnection connection = factory.CreateConnection() ?? throw new NotSupportedException();
            connection.ConnectionString = connectionString;
            return connection;
        }

        string name;
        using (DbConnection first = DatabaseErrors.Guard(Create))
        {
            name = NameOf(first);
        }

        return await OpenAsync(
            await FactoryDoor.OpenAsync(Create, factory, cancellationToken), new ProfileScope(catalog, profile), timeZone, name, cancellationToken);
    }

    /// <summary>Reads by a connection that is open already and stays its owner's: one object at a time.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="catalog">The system the database is of.</param>
    /// <param name="timeZone">Zone of the practice's local times.</param>
    /// <param name="profile">Says which table and column is what, where they are not in the usual spellings.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="MigrationException"><c>ConnectionClosed</c>; <c>ProfileInvalid</c>; <c>SourceEmpty</c>.</exception>
    public static Task<DatabaseSource> OpenAsync(
        DbConnection connection, SystemCatalog catalog, TimeZoneInfo timeZone, ProfileDocument? profile, CancellationToken cancellationToken)
    {
        var door = new GivenDoor(connection, DatabaseEngine.Of(connection, DbProviderFactories.GetFactory(connection)));
        return OpenAsync(door, new ProfileScope(catalog, profile), timeZone, NameOf(connection), cancellationToken);
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
        if (disposing)
        {
            _door.Dispose();
        }
    }

    private static async Task<DatabaseSource> OpenAsync(
        DatabaseDoor door, ProfileScope scope, TimeZoneInfo timeZone, string name, CancellationToken cancellationToken)
    {
        try
        {
            var survey = new DatabaseSurvey(door, scope, new CellValue(timeZone));
            await survey.RunAsync(cancellationToken);
            return new DatabaseSource(door, scope, timeZone, name, survey);
        }
        catch
        {
            door.Dispose();
            throw;
        }
    }

    /// <summary>A file as it is, and never one that is made by opening it. Not pooled: a closed source leaves the file free.</summary>
    private static string ReadOnly(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { Pooling = false };
        builder.Mode = builder.Mode == SqliteOpenMode.Memory ? builder.Mode : SqliteOpenMode.ReadOnly;
        return builder.ToString();
    }

    private static string NameOf(DbConnection connection)
    {
        string name = connection.Database is { Length: > 0 } database and not "main" ? database : Path.GetFileName(connection.DataSource);
        return string.IsNullOrEmpty(name) ? "database" : name;
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
