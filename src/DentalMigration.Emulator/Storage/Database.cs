using System.Collections.Concurrent;
using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Jobs;
using DentalMigration.Emulator.Schema;
using Microsoft.Data.Sqlite;

namespace DentalMigration.Emulator.Storage;

/// <summary>The SQLite file: one writer at a time, readers beside it.</summary>
internal sealed class Database : IDisposable
{
    private readonly string _path;
    private readonly FileLock _lock;
    private readonly Connection _writer;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConcurrentBag<Connection> _readers = [];
    private volatile SchemaSnapshot _schema = null!;

    private Database(string path, FileLock fileLock, Connection writer, bool isNew) =>
        (_path, _lock, _writer, IsNew) = (path, fileLock, writer, isNew);

    /// <summary>Whether opening made the file.</summary>
    public bool IsNew { get; }

    /// <summary>Whether an older version wrote the file, so that it lacks rows that a new one starts with.</summary>
    public bool IsOld { get; private init; }

    /// <summary>The schema of the last commit.</summary>
    public SchemaSnapshot Schema => _schema;

    /// <summary>Last version number given out; only the holder of the write gate touches it.</summary>
    internal long Version { get; set; }

    public static Database Open(string path)
    {
        string full = Path.GetFullPath(path);
        FileLock fileLock = FileLock.Take(full);
        Connection? writer = null;
        try
        {
            bool isNew = FileMark.IsNew(full);
            writer = new Connection(full, create: false);
            bool isOld = false;
            isNew = isNew || FileMark.IsUnfinished(full, ref writer, out isOld);
            var database = new Database(full, fileLock, writer, isNew) { IsOld = isOld };
            if (!isNew)
            {
                database._schema = new SchemaSnapshot(DefinitionStore.Load(writer));
                if (isOld)
                {
                    database.Modernize();
                }
                database.Version = writer.Scalar("SELECT value FROM _counter WHERE name='version'") ?? 0;
            }
            return database;
        }
        catch (Exception error) when (error is SqliteException or SqliteFault)
        {
            writer?.Dispose();
            fileLock.Dispose();
            throw new EmbeddedDataverseException("NotAnEmbeddedFile", $"{path} is not an embedded Dataverse.", error);
        }
        catch
        {
            writer?.Dispose();
            fileLock.Dispose();
            throw;
        }
    }

    /// <summary>Lays out a new file: bookkeeping tables and every standard table.</summary>
    public void Create()
    {
        _writer.Execute("BEGIN IMMEDIATE");
        DefinitionStore.Create(_writer);
        FileStore.Create(_writer);
        RoleStore.Create(_writer);
        JobStore.Create(_writer);
        _schema = new SchemaSnapshot(StandardSchema.Load());
        foreach (Table table in _schema.Tables)
        {
            TableLayout.Create(_writer, table);
        }
        foreach (RelationshipDef relationship in _schema.Definitions.Relationships.Values)
        {
            TableLayout.Create(_writer, relationship, _schema);
        }
        _writer.Execute("COMMIT");
    }

    /// <summary>Gives a file of an older version the tables that this one needs; the rows and the mark follow.</summary>
    private void Modernize()
    {
        HashSet<string> present = Present();
        _writer.Execute("BEGIN IMMEDIATE");
        if (!present.Contains("_file"))
        {
            FileStore.Create(_writer);
            RoleStore.Create(_writer);
            JobStore.Create(_writer);
            foreach (ColumnDef column in _schema.Tables.SelectMany(t => t.Columns).Where(c => c.Type == ColumnType.File))
            {
                TableLayout.Add(_writer, column);
            }
        }
        foreach (Table table in _schema.Tables)
        {
            TableLayout.CreateMissing(_writer, table, present);
        }
        foreach (RelationshipDef relationship in _schema.Definitions.Relationships.Values.Where(r => !present.Contains(r.Column)))
        {
            TableLayout.Create(_writer, relationship, _schema);
        }
        _writer.Execute("COMMIT");
    }

    private HashSet<string> Present()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using Statement tables = _writer.Prepare("SELECT name FROM sqlite_master WHERE type IN ('table','view')");
        while (tables.Step())
        {
            names.Add(tables.Text(0));
        }
        return names;
    }

    /// <summary>Waits for the writer's turn and begins a transaction.</summary>
    public async ValueTask<WriteScope> BeginWriteAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            _writer.Execute("BEGIN IMMEDIATE");
            return new WriteScope(this, _writer);
        }
        catch
        {
            _gate.Release();
            throw;
        }
    }

    internal void Finish(SchemaSnapshot? schema)
    {
        if (schema is not null)
        {
            _schema = schema;
            _writer.Trim();
        }
        _gate.Release();
    }

    /// <summary>Rents a reader's connection.</summary>
    public ReadScope Read() => new(this, _readers.TryTake(out Connection? free) ? free : new Connection(_path, create: false), _schema);

    internal void Return(Connection reader) => _readers.Add(reader);

    public void Dispose()
    {
        while (_readers.TryTake(out Connection? reader))
        {
            reader.Dispose();
        }
        _writer.Dispose();
        _lock.Dispose();
        _gate.Dispose();
    }
}
