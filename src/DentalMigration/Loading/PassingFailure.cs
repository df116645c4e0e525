using DentalMigration.Dataverse;

namespace DentalMigration.Loading;

/// <summary>What is left when some operations of a <c>$batch</c> met something that passes: throttling, a deadlock, a server restarting.</summary>
internal static class PassingFailure
{
    /// <summary>The failure to wait on. It asks for the longest pause any of the operations was told.</summary>
    public static DataverseException Of(IEnumerable<BatchResult?> results)
    {
        List<BatchResult> passing = [.. results.OfType<BatchResult>().Where(r => r.IsTransient)];
        return new DataverseException("Transient", "Some operations of a batch met a transient error.")
        {
            IsTransient = true,
            IsInDoubt = true,
            Status = passing.Any(r => r.Status == 429) ? 429 : null,
            RetryAfter = passing.Max(r => r.RetryAfter),
        };
    }
}
