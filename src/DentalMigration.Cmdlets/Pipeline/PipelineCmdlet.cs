using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>
/// Base of all cmdlets: runs asynchronous work beside the pipeline thread, which alone may write. However the pipeline ends — at its
/// end, by Ctrl+C, by <c>Select-Object -First</c> or a throw further down — the work is told and waited for, so that a ledger is never
/// left behind by work that still runs.
/// </summary>
public abstract class PipelineCmdlet : PSCmdlet, IDisposable
{
    private static readonly TimeSpan Unwinding = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();

    /// <summary>What the command works on, as errors name it: a file, an organisation, an export, a migration; never a record's value.</summary>
    private protected virtual object? Subject => null;

    /// <summary>Runs work to its end, relaying what it writes.</summary>
    protected void RunOnPipeline(Func<PipelineRelay, CancellationToken, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var scope = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using var relay = new PipelineRelay(scope.Token);
        CancellationToken token = scope.Token;
        RunspaceState state = RunspaceState.Current;
        PipelineRelay? outer = state.Relay;
        state.Relay = relay;
        Task task = Task.Run(
            async () =>
            {
                try
                {
                    await work(relay, token).ConfigureAwait(false);
                }
                finally
                {
                    relay.Complete();
                }
            },
            CancellationToken.None);
        try
        {
            foreach (Action<PSCmdlet> call in relay.Calls)
            {
                call(this);
            }
        }
        catch
        {
            scope.Cancel();
            ((IAsyncResult)task).AsyncWaitHandle.WaitOne(Unwinding);
            throw;
        }
        finally
        {
            state.Relay = outer;
        }

        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception e) when (e is not PipelineStoppedException)
        {
            Fail(e);
        }
    }

    /// <summary>Runs work that only computes, with the same errors.</summary>
    protected T Guard<T>(Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            return work();
        }
        catch (Exception e) when (e is not RuntimeException)
        {
            Fail(e);
            throw;
        }
    }

    /// <summary>Ends the command with the one error record that belongs to the exception.</summary>
    protected void Fail(Exception exception, object? target = null)
    {
        WriteDebug(HostErrors.Trace(exception));
        ThrowTerminatingError(HostErrors.ToRecord(exception, target ?? Subject));
    }

    /// <summary>The full path of a file or folder, by PowerShell's own location and drives.</summary>
    protected string ResolvePath(string path) => FilePaths.Resolve(this, path);

    /// <summary>Writes a file that was made as PowerShell lists it, so that it pipes on by its path.</summary>
    protected void WriteFile(string path) => WriteObject(InvokeProvider.Item.Get([path], force: true, literalPath: true), enumerateCollection: true);

    /// <summary>The given source, or the one this runspace connected last.</summary>
    protected MigrationSource SourceOrCurrent(MigrationSource? given)
    {
        MigrationSource source = Guard(() => (given ?? RunspaceState.Current.Source)?.Checked()
            ?? throw new MigrationException("NoSource", "There is no source. Run Connect-DentesSource or Connect-DentalExecSource, or give one with -Source."));
        if (given is null)
        {
            WriteVerbose($"Takes the source that was connected last, '{source.Name}'.");
        }

        return source;
    }

    /// <summary>The given target, or the one this runspace connected last.</summary>
    protected DataverseTarget TargetOrCurrent(DataverseTarget? given)
    {
        DataverseTarget target = Guard(() => (given ?? RunspaceState.Current.Target)?.Checked()
            ?? throw new MigrationException("NoTarget", "There is no target. Run Connect-Dataverse, or give one with -Target."));
        if (given is null)
        {
            WriteVerbose($"Takes the target that was connected last, '{target.Name}'.");
        }

        return target;
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the command holds; called however the pipeline ended.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }
}
