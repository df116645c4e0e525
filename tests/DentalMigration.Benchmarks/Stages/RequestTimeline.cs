using System.Diagnostics;

namespace DentalMigration.Benchmarks.Stages;

/// <summary>
/// Watches the requests of this process as .NET tells of them, so that the client that is measured is the one that ships: a few microseconds
/// a request, that is nothing for a row.
/// </summary>
internal sealed class RequestTimeline : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly Lock _gate = new();
    private readonly List<Request> _requests = [];
    private TimeSpan _begun;
    private DateTime _start;

    public RequestTimeline()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>From here on it counts.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _requests.Clear();
            _begun = Environment.CpuUsage.TotalTime;
            _start = DateTime.UtcNow;
        }
    }

    /// <summary>Where the time went since.</summary>
    public RequestTimes End()
    {
        double end = (DateTime.UtcNow - _start).TotalSeconds;
        lock (_gate)
        {
            // A $batch may only read; before the first message that surely writes it does, unless there is none.
            double first = _requests.Where(r => r.Kind == RequestKind.Write).Select(r => r.From).DefaultIfEmpty(0).Min();
            Request[] writes = [.. _requests.Where(r => r.Kind != RequestKind.Read && r.From >= first).OrderBy(r => r.From)];
            Request[] reads = [.. _requests.Except(writes)];
            return writes.Length == 0 ? new RequestTimes(end, end, 0, 0, 0) { Requests = reads.Length } : Reckon(writes, reads, end);
        }
    }

    public void Dispose() => _listener.Dispose();

    private static RequestTimes Reckon(Request[] writes, Request[] reads, double end)
    {
        (double writing, double back, double between, double until) = (0, 0, 0, writes[0].From);
        foreach (Request next in writes.Append(new Request(RequestKind.Write, end, end, default)))
        {
            if (next.From > until)
            {
                bool hasRead = reads.Any(r => r.From >= until && r.From < next.From);
                (back, between) = hasRead ? (back + next.From - until, between) : (back, between + next.From - until);
            }

            writing += Math.Max(0, next.To - Math.Max(next.From, until));
            until = Math.Max(until, next.To);
        }

        Request[] ended = [.. writes.OrderBy(w => w.To)];
        Request middle = ended[(ended.Length - 1) / 2];
        return new RequestTimes(end, writes[0].From, writing, back, between)
        {
            Writes = writes.Length,
            Requests = writes.Length + reads.Length,
            Parallel = writes.Sum(w => w.To - w.From) / writing,
            WarmProcessor = (ended[^1].Processor - middle.Processor).TotalSeconds,
            WarmPart = 1 - (((ended.Length - 1) / 2 + 1.0) / ended.Length),
        };
    }

    private void Note(Activity activity)
    {
        double from = (activity.StartTimeUtc - _start).TotalSeconds;
        RequestKind kind = activity.GetTagItem("http.request.method") is "GET" ? RequestKind.Read
            : activity.GetTagItem("url.full") is string url && url.EndsWith("/$batch", StringComparison.Ordinal) ? RequestKind.Batch
            : RequestKind.Write;
        var request = new Request(
            kind, from, from + activity.Duration.TotalSeconds, kind == RequestKind.Read ? default : Environment.CpuUsage.TotalTime - _begun);
        lock (_gate)
        {
            _requests.Add(request);
        }
    }

    /// <summary>One request, in seconds from the beginning; and the process's time by its end.</summary>
    private readonly record struct Request(RequestKind Kind, double From, double To, TimeSpan Processor);

    private enum RequestKind
    {
        Read, Batch, Write,
    }
}
