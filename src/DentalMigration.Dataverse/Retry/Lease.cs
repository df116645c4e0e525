namespace DentalMigration.Dataverse;

/// <summary>The right to have one request under way. Dispose it when the answer has come.</summary>
public sealed class Lease : IDisposable
{
    private ConcurrencyGovernor? _governor;

    internal Lease(ConcurrencyGovernor governor) => _governor = governor;

    /// <summary>Gives the right back; once, however often it is called.</summary>
    public void Dispose() => Interlocked.Exchange(ref _governor, null)?.Release();
}
