using System.Data;
using System.Data.Common;

namespace DentalMigration.Sources.Database;

/// <summary>Gives readers connections that all see one moment of the database.</summary>
internal abstract class DatabaseDoor(DatabaseEngine engine) : IDisposable
{
    /// <summary>The engine behind it.</summary>
    public DatabaseEngine Engine => engine;

    /// <summary>True where a later session can open it again by itself.</summary>
    public abstract bool CanReopen { get; }

    /// <summary>What a person must know about how consistent the reading is.</summary>
    public virtual string? Caveat => engine.Caveat;

    /// <summary>A connection to read by; disposing the lease gives it back.</summary>
    /// <exception cref="MigrationException"><c>SourceUnreachable</c>; <c>SourceSequential</c>: another reads by the only connection.</exception>
    public abstract Task<DatabaseLease> OpenAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>A connection for as long as one reader needs it.</summary>
/// <param name="Connection">The connection, open.</param>
/// <param name="GiveBack">Called at the end.</param>
internal sealed record DatabaseLease(DbConnection Connection, Func<ValueTask> GiveBack) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => GiveBack();
}

/// <summary>Connections from a factory: as many as there are readers, and one that holds the moment.</summary>
internal sealed class FactoryDoor : DatabaseDoor
{
    private readonly Func<DbConnection> _create;
    private readonly DbConnection _keeper;

    private FactoryDoor(Func<DbConnection> create, DbConnection keeper, DatabaseEngine engine)
        : base(engine)
    {
        _create = create;
        _keeper = keeper;
    }

    /// <inheritdoc/>
    public override bool CanReopen => true;

    /// <summary>Connects for the first time, and holds the moment.</summary>
    public static async Task<FactoryDoor> OpenAsync(Func<DbConnection> create, DbProviderFactory factory, CancellationToken cancellationToken)
    {
        DbConnection keeper = DatabaseErrors.Guard(create);
        try
        {
            DatabaseEngine engine = DatabaseEngine.Of(keeper, factory);
            await keeper.OpenAsync(cancellationToken);
            await engine.HoldAsync(keeper, cancellationToken);
            return new FactoryDoor(create, keeper, engine);
        }
        catch (Exception e)
        {
            await keeper.DisposeAsync();
            throw DatabaseErrors.IsOfDatabase(e) ? DatabaseErrors.Unreachable(e) : e;
        }
    }

    /// <inheritdoc/>
    public override async Task<DatabaseLease> OpenAsync(CancellationToken cancellationToken)
    {
        if (Engine.SharesKeeper)
        {
            return new DatabaseLease(_keeper, () => ValueTask.CompletedTask);
        }

        DbConnection reader = DatabaseErrors.Guard(_create);
        try
        {
            await reader.OpenAsync(cancellationToken);
            await Engine.JoinAsync(reader, cancellationToken);
            return new DatabaseLease(reader, () => GiveBackAsync(reader));
        }
        catch (Exception e)
        {
            await reader.DisposeAsync();
            throw DatabaseErrors.IsOfDatabase(e) ? DatabaseErrors.Unreachable(e) : e;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        try
        {
            Engine.Release(_keeper);
        }
        catch (DbException)
        {
            // A connection that was lost holds nothing.
        }

        _keeper.Dispose();
    }

    private async ValueTask GiveBackAsync(DbConnection reader)
    {
        try
        {
            await Engine.LeaveAsync(reader);
        }
        catch (DbException)
        {
            // A connection that was lost holds nothing.
        }

        await reader.DisposeAsync();
    }
}

/// <summary>A connection that a person opened: one reader at a time, and it stays theirs.</summary>
internal sealed class GivenDoor(DbConnection connection, DatabaseEngine engine) : DatabaseDoor(engine)
{
    private int _isBusy;

    /// <inheritdoc/>
    public override bool CanReopen => false;

    /// <inheritdoc/>
    public override string Caveat =>
        "The connection was opened by hand: objects are read one after another, each as it stands then, and a later session cannot go on by itself.";

    /// <inheritdoc/>
    public override Task<DatabaseLease> OpenAsync(CancellationToken cancellationToken)
    {
        if (connection.State != ConnectionState.Open)
        {
            throw new MigrationException("ConnectionClosed", "The connection is not open. Open it, and connect to the source again.");
        }

        if (Interlocked.Exchange(ref _isBusy, 1) == 1)
        {
            throw new MigrationException(
                "SourceSequential",
                "Another read is under way on the only connection. Read one object at a time, or connect with -ConnectionString, which allows several.");
        }

        return Task.FromResult(new DatabaseLease(connection, () =>
        {
            Volatile.Write(ref _isBusy, 0);
            return ValueTask.CompletedTask;
        }));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        // The connection is its owner's.
    }
}
