using DentalMigration.Dataverse;

namespace DentalMigration.Loading;

/// <summary>The governor of a run: begins at the service's advice, and hears of throttling until the run ends.</summary>
internal sealed class TargetGovernor : IDisposable
{
    private readonly DataverseClient _target;

    public TargetGovernor(MigrationSetup setup)
    {
        _target = setup.Target;
        int hint = Math.Clamp(_target.DegreeOfParallelismHint ?? 4, 1, setup.Options.MaxConcurrency);
        Governor = new ConcurrencyGovernor(hint, setup.Options.MaxConcurrency, setup.Clock);
        _target.Throttled += OnThrottled;
    }

    public ConcurrencyGovernor Governor { get; }

    public void Dispose()
    {
        _target.Throttled -= OnThrottled;
        Governor.Dispose();
    }

    private void OnThrottled(object? sender, ThrottledEventArgs e) => Governor.OnThrottled(e.RetryAfter);
}
