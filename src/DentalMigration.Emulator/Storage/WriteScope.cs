using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Storage;

/// <summary>
/// The one write transaction under way. Disposing without <see cref="Commit"/> rolls back. A change set shares one scope
/// among its requests through <see cref="Share"/>.
/// </summary>
internal sealed class WriteScope : IRowSource
{
    private readonly Database _database;
    private readonly WriteScope? _outer;
    private SchemaSnapshot? _changedSchema;
    private long _version;
    private bool _finished;

    internal WriteScope(Database database, Connection connection) =>
        (_database, Connection, _version) = (database, connection, database.Version);

    private WriteScope(WriteScope outer) => (_database, Connection, _outer) = (outer._database, outer.Connection, outer);

    public Connection Connection { get; }

    public SchemaSnapshot Schema => _outer?.Schema ?? _changedSchema ?? _database.Schema;

    /// <summary>Owners already looked up in this transaction.</summary>
    public Dictionary<Guid, Writing.Owner> Owners => _outer?.Owners ?? (_owners ??= []);
    private Dictionary<Guid, Writing.Owner>? _owners;

    /// <summary>Rows that lookups already found in this transaction; a delete empties it.</summary>
    public HashSet<(string Table, Guid Id)> Known => _outer?.Known ?? (_known ??= []);
    private HashSet<(string, Guid)>? _known;

    /// <summary>The scope as a part of a change set sees it: committing does nothing, the change set decides.</summary>
    public WriteScope Share() => new(this);

    public long NextVersion() => _outer?.NextVersion() ?? ++_version;

    /// <summary>Makes a changed schema visible, here at once and to others on commit.</summary>
    public void Publish(SchemaSnapshot schema)
    {
        if (_outer is not null)
        {
            _outer.Publish(schema);
            return;
        }
        _changedSchema = schema;
    }

    public void Commit()
    {
        if (_outer is not null)
        {
            return;
        }
        using (Statement counter = Connection.Prepare("UPDATE _counter SET value=?1 WHERE name='version'"))
        {
            counter.Bind(1, _version).Run();
        }
        using (Statement commit = Connection.Prepare("COMMIT"))
        {
            commit.Run();
        }
        _finished = true;
        _database.Version = _version;
        _database.Finish(_changedSchema);
    }

    public void Dispose()
    {
        if (_finished || _outer is not null)
        {
            return;
        }
        _finished = true;
        try
        {
            Connection.Execute("ROLLBACK");
        }
        finally
        {
            _database.Finish(null);
        }
    }
}
