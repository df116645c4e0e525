using System.Globalization;
using System.Net.Http.Headers;

namespace DentalMigration.Dataverse;

/// <summary>
/// What the service says is left of the limits of the user, on the server that answered (powerapps-docs, api-limits.md: for debugging, so nothing
/// may depend on it). The answer's own execution time is not yet taken off.
/// </summary>
/// <param name="Requests">Requests; null where it does not say.</param>
/// <param name="Seconds">Execution time; null where it does not say.</param>
public readonly record struct BudgetLeft(double? Requests, double? Seconds)
{
    internal static BudgetLeft Of(HttpResponseHeaders headers) =>
        new(Read(headers, "x-ms-ratelimit-burst-remaining-xrm-requests"), Read(headers, "x-ms-ratelimit-time-remaining-xrm-requests"));

    /// <summary>The service writes <c>5999</c> and <c>1,199.97</c>.</summary>
    private static double? Read(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out IEnumerable<string>? values)
        && double.TryParse(values.First(), NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double left) ? left : null;
}
