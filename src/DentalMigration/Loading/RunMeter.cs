using DentalMigration.Ledger;
using DentalMigration.Sources;

namespace DentalMigration.Loading;

/// <summary>
/// Reckons how far a load is: rows a second, how many records there will be, how long it takes yet. An earlier run of the ledger knows how many
/// records an object has; else it follows from how much of its files was read. Tells at most five times a second.
/// </summary>
internal sealed class RunMeter
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(200);

    /// <summary>Before that nothing sound can be said of the pace.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private readonly Migration _migration;
    private readonly IProgress<LoadProgress>? _progress;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly Dictionary<string, long> _known;
    private readonly bool _isExact;
    private readonly Dictionary<string, double> _weights = new(StringComparer.Ordinal);
    private long _told;
    private long _writtenBefore;
    private double _weightBefore;

    /// <param name="migration">The migration.</param>
    /// <param name="kind"><c>load</c> or <c>sync</c>.</param>
    /// <param name="progress">Who is told.</param>
    public RunMeter(Migration migration, string kind, IProgress<LoadProgress>? progress)
    {
        (_migration, _progress, _clock) = (migration, progress, migration.Setup.Clock);
        _started = _clock.GetTimestamp();
        RunStore runs = migration.Ledger.Runs;
        long former = runs.LastLoaded();
        bool isWhole = former > 0 && runs.Outcome(former) == "done";
        _isExact = isWhole && kind == "load" && runs.Last("load") == former;
        _known = isWhole ? runs.Counts(former).ToDictionary(c => c.Object, c => c.Read, StringComparer.Ordinal) : [];
        foreach (string name in migration.Setup.Map.Objects.Select(o => o.Object).Where(migration.Setup.Source.Has))
        {
            _weights.Add(name, isWhole ? _known.GetValueOrDefault(name) : migration.Setup.Source.Size(name));
        }
    }

    /// <summary>How long it has taken.</summary>
    public TimeSpan Elapsed => _clock.GetElapsedTime(_started);

    /// <summary>Tells of something that comes before the records.</summary>
    public void Prepare(string what) => _progress?.Report(new LoadProgress("prepare", what, 0, 0, 0, 0, 0));

    /// <summary>Tells how far the records of an object are.</summary>
    public void Load(RunState state)
    {
        if (IsDue())
        {
            ISource source = _migration.Setup.Source;
            double read = source.PartRead(state.Mapper.Map.Object) ?? 0;
            long total = _known.GetValueOrDefault(state.Mapper.Map.Object);
            bool isEstimate = !_isExact || total < state.Counts.Read;
            if (isEstimate)
            {
                total = read > 0 ? Math.Max(state.Counts.Read, (long)(state.Counts.Read / read)) : Math.Max(total, 0);
            }

            Tell("load", state, state.Finished, total, isEstimate && total > 0);
        }
    }

    /// <summary>Tells how far a stage after the load of an object is.</summary>
    public void Stage(string stage, RunState state, long done, long total)
    {
        if (IsDue())
        {
            Tell(stage, state, done, Math.Max(done, total), isEstimate: false);
        }
    }

    /// <summary>Tells that an object is finished.</summary>
    public void Finish(RunState state)
    {
        if (_progress is not null)
        {
            Tell("load", state, state.Finished, state.Finished, isEstimate: false);
        }

        _writtenBefore += state.Counts.Created + state.Counts.Updated;
        _weightBefore += _weights.GetValueOrDefault(state.Mapper.Map.Object);
    }

    private bool IsDue()
    {
        if (_progress is null || _clock.GetElapsedTime(_told) < Often)
        {
            return false;
        }

        _told = _clock.GetTimestamp();
        return true;
    }

    private void Tell(string stage, RunState state, long done, long total, bool isEstimate)
    {
        double seconds = Elapsed.TotalSeconds;
        long written = _writtenBefore + state.Counts.Created + state.Counts.Updated;
        _progress!.Report(new LoadProgress(
            stage,
            state.Mapper.Map.Object,
            done,
            total,
            state.Counts.Held + state.Counts.Rejected,
            seconds > 0 ? written / seconds : 0,
            state.Pool.Throttled)
        {
            IsEstimate = isEstimate,
            Remaining = Remaining(stage, state, done, total),
            Waiting = state.Pool.Paused,
            Users = state.Pool.Users,
        });
    }

    private TimeSpan? Remaining(string stage, RunState state, long done, long total)
    {
        double whole = _weights.Values.Sum();
        double part = stage != "load" ? 1 : total > 0 ? Math.Min(1, (double)done / total) : 0;
        double share = whole > 0 ? (_weightBefore + (_weights.GetValueOrDefault(state.Mapper.Map.Object) * part)) / whole : 0;
        return share > 0.005 && Elapsed > Soon ? Elapsed * ((1 - Math.Min(1, share)) / share) : null;
    }
}
