using System.Globalization;
using System.Text.RegularExpressions;

namespace DentalMigration.Dataverse;

/// <summary>What a service protection limit counts over its window.</summary>
public enum LimitedMeasure
{
    /// <summary>Requests.</summary>
    Requests,

    /// <summary>Combined execution time of requests, in seconds.</summary>
    ExecutionTime,
}

/// <summary>A limit that a refusal names (powerapps-docs, api-limits.md). It holds for one user on one web server; an organisation may have several.</summary>
/// <param name="Measure">What it counts.</param>
/// <param name="Amount">How much is allowed: requests, or seconds.</param>
/// <param name="Window">The length of the sliding window.</param>
public sealed partial record ProtectionLimit(LimitedMeasure Measure, double Amount, TimeSpan Window)
{
    /// <summary>Reads the limit from a refusal's text.</summary>
    /// <returns>Null where the error is another one, such as the limit of concurrent requests, which has no window, or where its text is not as documented.</returns>
    public static ProtectionLimit? Of(DataverseError? error)
    {
        if (error is null || Measured(error.Code) is not { } counted || Text().Match(error.Message) is not { Success: true } match)
        {
            return null;
        }
        double amount = Number(match.Groups["amount"].Value) / (counted == LimitedMeasure.ExecutionTime ? 1000 : 1);
        double seconds = Number(match.Groups["window"].Value);
        return amount > 0 && seconds > 0 ? new(counted, amount, TimeSpan.FromSeconds(seconds)) : null;
    }

    private static LimitedMeasure? Measured(string code) =>
        code.Equals(DataverseErrorCodes.ThrottledByTime, StringComparison.OrdinalIgnoreCase) ? LimitedMeasure.ExecutionTime
        : code.Equals(DataverseErrorCodes.ThrottledByRequests, StringComparison.OrdinalIgnoreCase) ? LimitedMeasure.Requests : null;

    private static double Number(string digits) => double.Parse(digits.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"limit of (?<amount>\d[\d,]{0,15})\s+(milliseconds\s+)?over time window of (?<window>\d{1,6}) seconds", RegexOptions.CultureInvariant)]
    private static partial Regex Text();
}
