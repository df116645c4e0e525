using System.Collections.Concurrent;
using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>
/// Carries what asynchronous work has to say to the pipeline thread, in order. Bounded, so that a slow consumer holds the producer and
/// nothing gathers in memory.
/// </summary>
public sealed class PipelineRelay : IDisposable
{
    private readonly BlockingCollection<Action<PSCmdlet>> _calls = new(boundedCapacity: 64);
    private readonly CancellationToken _token;

    internal PipelineRelay(CancellationToken token) => _token = token;

    internal IEnumerable<Action<PSCmdlet>> Calls => _calls.GetConsumingEnumerable();

    /// <summary>Writes an object to the pipeline.</summary>
    public void Write(object value) => _calls.Add(c => c.WriteObject(value), _token);

    /// <summary>Writes an error that does not end the command.</summary>
    public void Error(ErrorRecord error) => _calls.Add(c => c.WriteError(error), _token);

    /// <summary>Warns of an effect one would not expect.</summary>
    public void Warn(string text) => _calls.Add(c => c.WriteWarning(text), _token);

    /// <summary>Says why a path was taken.</summary>
    public void Verbose(string text) => _calls.Add(c => c.WriteVerbose(text), _token);

    /// <summary>Tells a milestone.</summary>
    public void Inform(string text) => _calls.Add(c => c.WriteInformation(text, ["DentalMigration"]), _token);

    /// <summary>Shows progress; dropped where the pipeline is busy.</summary>
    public void Progress(ProgressRecord record) => _calls.TryAdd(c => c.WriteProgress(record));

    /// <summary>Takes a progress bar away, whatever else waits; nothing when the pipeline has gone.</summary>
    internal void Complete(ProgressRecord record)
    {
        if (!_token.IsCancellationRequested)
        {
            _calls.Add(c => c.WriteProgress(record), _token);
        }
    }

    internal void Complete() => _calls.CompleteAdding();

    /// <inheritdoc/>
    public void Dispose() => _calls.Dispose();
}
