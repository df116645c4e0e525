namespace DentalMigration.Dataverse;

/// <summary>The right to have one request of a user under way. Dispose it when the answer has come.</summary>
public sealed class Permit : IDisposable
{
    private ConcurrencyGovernor? _governor;

    internal Permit(ConcurrencyGovernor governor) => _governor = governor;

    /// <summary>Gives the right back; once, however often it is called.</summary>
    public void Dispose() => Interlocked.Exchange(ref _governor, null)?.Release();
}
