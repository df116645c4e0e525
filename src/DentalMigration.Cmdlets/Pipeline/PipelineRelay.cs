using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>
/// Carries what asynchronous work has to say to the pipeline thread, in order. Bounded, so that a slow consumer holds the producer and
/// nothing gathers in memory. The pipeline takes all that waits at once: a handover between threads costs more than most objects do.
/// </summary>
public sealed class PipelineRelay : IDisposable
{
    private const int MostWaiting = 128;

    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _filled = new(initialState: false);
    private readonly ManualResetEventSlim _room = new(initialState: true);
    private readonly CancellationToken _token;
    private List<Action<PSCmdlet>> _waiting = new(MostWaiting);
    private bool _isComplete;

    internal PipelineRelay(CancellationToken token) => _token = token;

    /// <summary>What is to be done on the pipeline thread, until the work is complete.</summary>
    internal IEnumerable<Action<PSCmdlet>> Calls
    {
        get
        {
            var taken = new List<Action<PSCmdlet>>(MostWaiting);
            while (Take(ref taken))
            {
                foreach (Action<PSCmdlet> call in taken)
                {
                    yield return call;
                }

                taken.Clear();
            }
        }
    }

    /// <summary>Writes an object to the pipeline.</summary>
    public void Write(object value) => Add(c => c.WriteObject(value));

    /// <summary>Writes an error that does not end the command.</summary>
    public void Error(ErrorRecord error) => Add(c => c.WriteError(error));

    /// <summary>Warns of an effect one would not expect.</summary>
    public void Warn(string text) => Add(c => c.WriteWarning(text));

    /// <summary>Says why a path was taken.</summary>
    public void Verbose(string text) => Add(c => c.WriteVerbose(text));

    /// <summary>Tells a milestone.</summary>
    public void Inform(string text) => Add(c => c.WriteInformation(text, ["DentalMigration"]));

    /// <summary>Shows progress; dropped where the pipeline is busy.</summary>
    public void Progress(ProgressRecord record) => TryAdd(c => c.WriteProgress(record));

    /// <summary>Takes a progress bar away, whatever else waits; nothing when the pipeline has gone.</summary>
    internal void Complete(ProgressRecord record)
    {
        if (!_token.IsCancellationRequested)
        {
            Add(c => c.WriteProgress(record));
        }
    }

    /// <summary>Lets the pipeline go when it has done what waits.</summary>
    internal void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            _filled.Set();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _filled.Dispose();
        _room.Dispose();
    }

    private void Add(Action<PSCmdlet> call)
    {
        _token.ThrowIfCancellationRequested();
        while (!TryAdd(call))
        {
            _room.Wait(_token);
        }
    }

    private bool TryAdd(Action<PSCmdlet> call)
    {
        lock (_gate)
        {
            if (_waiting.Count >= MostWaiting)
            {
                return false;
            }

            _waiting.Add(call);
            if (_waiting.Count == 1)
            {
                _filled.Set();
            }
            else if (_waiting.Count == MostWaiting)
            {
                _room.Reset();
            }

            return true;
        }
    }

    /// <summary>Swaps the empty list for all that waits; false when nothing will come any more.</summary>
    private bool Take(ref List<Action<PSCmdlet>> taken)
    {
        while (true)
        {
            _filled.Wait(CancellationToken.None);
            lock (_gate)
            {
                (taken, _waiting) = (_waiting, taken);
                _room.Set();
                if (!_isComplete)
                {
                    _filled.Reset();
                }

                if (taken.Count > 0)
                {
                    return true;
                }

                if (_isComplete)
                {
                    return false;
                }
            }
        }
    }
}
