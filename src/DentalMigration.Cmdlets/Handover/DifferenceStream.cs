using System.Collections.Concurrent;
using DentalMigration.Reports;
using DentalMigration.Verification;

namespace DentalMigration.Commands;

/// <summary>
/// Writes a field-level diff while it is still being piped in, so that millions of compared values need no memory. A pipeline that ends
/// early leaves no half report: the file appears when the report is complete.
/// </summary>
internal sealed class DifferenceStream : IDisposable
{
    private readonly BlockingCollection<FieldDifference> _rows = new(boundedCapacity: 512);
    private readonly CancellationTokenSource _abandoned = new();
    private readonly Task _writing;

    public DifferenceStream(string path) => _writing = Task.Run(
        () => ReportWriter.Write(path, DifferenceReport.Build(_rows.GetConsumingEnumerable(_abandoned.Token), TimeProvider.System.GetUtcNow())));

    /// <summary>Adds a row; a writer that failed shows in <see cref="CompleteAsync"/>.</summary>
    public void Add(FieldDifference row)
    {
        while (!_writing.IsCompleted && !_rows.TryAdd(row, TimeSpan.FromMilliseconds(100)))
        {
        }
    }

    public Task CompleteAsync()
    {
        _rows.CompleteAdding();
        return _writing;
    }

    public void Dispose()
    {
        if (!_writing.IsCompleted)
        {
            _abandoned.Cancel();
            ((IAsyncResult)_writing).AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(10));
        }

        _abandoned.Dispose();
        _rows.Dispose();
    }
}
