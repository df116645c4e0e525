using System.Text.Json;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Query;
using DentalMigration.Emulator.Query.Fetch;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Ui;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Jobs;

/// <summary>
/// Runs system jobs when they are due: the first request after that runs them first, others meanwhile see them in progress.
/// Rows go in transactions of their own, so that a job that was cut short goes on where it stopped.
/// </summary>
internal sealed class JobRunner : IDisposable
{
    private const int Chunk = 500;
    private readonly SemaphoreSlim _running = new(1, 1);
    private volatile bool _maybe = true;

    /// <summary>A job was added.</summary>
    public void Changed() => _maybe = true;

    public async ValueTask RunDueAsync(Engine engine, CancellationToken cancellation)
    {
        if (!_maybe || !await _running.WaitAsync(0, cancellation))
        {
            return;
        }
        try
        {
            while (Next(engine) is { } job)
            {
                if (job.DueAt > engine.Options.Clock.GetUtcNow())
                {
                    return;
                }
                await RunAsync(engine, job, cancellation);
            }
        }
        finally
        {
            _running.Release();
        }
    }

    public void Dispose() => _running.Dispose();

    private SystemJob? Next(Engine engine)
    {
        _maybe = false;
        using ReadScope source = engine.Database.Read();
        SystemJob? job = JobStore.Next(source);
        _maybe |= job is not null;
        return job;
    }

    private static async Task RunAsync(Engine engine, SystemJob job, CancellationToken cancellation)
    {
        using (WriteScope scope = await engine.Database.BeginWriteAsync(cancellation))
        {
            JobStore.Start(scope, engine.Services, job);
            scope.Commit();
        }
        var kept = new HashSet<Guid>();
        long deleted = 0;
        string? refusal = null;
        try
        {
            foreach (JsonElement query in JsonElement.Parse(job.Queries).EnumerateArray())
            {
                deleted += await DeleteAsync(engine, job, new ActionInput(query), kept, cancellation);
            }
        }
        catch (DataverseFault fault)
        {
            refusal = fault.Message;
        }
        using WriteScope end = await engine.Database.BeginWriteAsync(cancellation);
        bool failed = refusal is not null || kept.Count > 0;
        JobStore.End(end, engine.Services, job, failed ? JobStore.Failed : JobStore.Succeeded,
            refusal ?? FormattableString.Invariant($"{deleted} deleted, {kept.Count} could not be deleted."));
        end.Commit();
    }

    private static async Task<long> DeleteAsync(Engine engine, SystemJob job, ActionInput query, HashSet<Guid> kept,
        CancellationToken cancellation)
    {
        long deleted = 0;
        long after = 0;
        while (true)
        {
            using WriteScope scope = await engine.Database.BeginWriteAsync(cancellation);
            Table table = QueryExpression.TableOf(scope.Schema, query);
            List<(Guid Id, long RowId)> rows = Find(scope, table, query, job.User, after);
            foreach ((Guid id, long rowId) in rows)
            {
                after = rowId;
                deleted += TryDelete(scope, table, id, kept) ? 1 : 0;
            }
            scope.Commit();
            engine.Stats.Row("BulkDelete", table.Name, rows.Count);
            if (rows.Count < Chunk)
            {
                return deleted;
            }
        }
    }

    private static List<(Guid Id, long RowId)> Find(WriteScope scope, Table table, ActionInput query, Guid user, long after)
    {
        var select = new SelectStatement(scope.Schema, new QuerySpec(table));
        select.Where(QueryExpression.Condition(table, query, new FetchFilter(select.Sql, select.Root, user, QueryExpression.MaxValues)));
        select.Where($"{select.Alias}.rowid>{select.Sql.Add(Cell.Of(after))}");
        var rows = new List<(Guid, long)>();
        using Statement found = scope.Connection.Prepare(select.Rowset(Chunk, 0));
        select.Sql.Bind(found);
        while (found.Step())
        {
            rows.Add((found.Id(1), found.Integer(2)));
        }
        return rows;
    }

    /// <summary>Deletes a row with what goes with it, or leaves everything as it was.</summary>
    private static bool TryDelete(WriteScope scope, Table table, Guid id, HashSet<Guid> kept)
    {
        if (!Rows.Exists(scope.Connection, table, id))
        {
            return false;
        }
        scope.Connection.Execute("SAVEPOINT one");
        try
        {
            UiRules.OnDelete(scope, table, id);
            Cascades.Delete(scope, table, id);
            scope.Connection.Execute("RELEASE one");
            return true;
        }
        catch (DataverseFault)
        {
            scope.Connection.Execute("ROLLBACK TO one");
            scope.Connection.Execute("RELEASE one");
            kept.Add(id);
            return false;
        }
    }
}
