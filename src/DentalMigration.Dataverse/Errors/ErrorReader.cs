using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <summary>Reads error answers and judges what they mean for the request.</summary>
internal static class ErrorReader
{
    private const int LongestText = 2000;

    /// <summary>The error in a body: the OData envelope, the older <c>{"Message":…}</c>, plain text, or nothing at all.</summary>
    public static DataverseError? ReadBody(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return null;
        }
        try
        {
            JsonElement root = JsonElement.Parse(body);
            if (root.ValueKind == JsonValueKind.Object)
            {
                JsonElement error = root.TryGetProperty("error", out JsonElement inner) && inner.ValueKind == JsonValueKind.Object ? inner : root;
                return new DataverseError(Text(error, "code"), Text(error, "message") is { Length: > 0 } text ? text : Text(error, "Message"));
            }
        }
        catch (JsonException)
        {
            // A gateway's page: kept as text below.
        }
        return new DataverseError(string.Empty, Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestText)]));
    }

    /// <summary>The exception for an answer with an error status.</summary>
    public static DataverseException Read(DataverseRequest request, DataverseResponse response, TimeProvider clock)
    {
        if (response.Status is >= 400 and < 500 and not 429 && !Soundness.Of(response))
        {
            return Failures.Damaged(request, response.Status);
        }
        DataverseError? error = ReadBody(response.Body.Span);
        string code = error is { Code.Length: > 0 } ? error.Code : string.Create(CultureInfo.InvariantCulture, $"Http{response.Status}");
        bool throttled = IsThrottle(response.Status, code);
        bool gateway = response.Status is 408 or 502 or 503 or 504;
        bool unexplained = response.Status == 500 && error is not { Code.Length: > 0 };
        bool passing = gateway || DataverseErrorCodes.IsTransient(code);
        return new DataverseException(code, Describe(request, response.Status, code))
        {
            Error = error,
            Status = response.Status,
            IsTransient = throttled || passing || unexplained,
            IsInDoubt = (gateway || unexplained) && !throttled && !request.IsRead,
            RetryAfter = WaitOf(response, clock),
            Retry = throttled ? RetryKind.Throttled : passing && request.MayRepeat ? RetryKind.Safe : RetryKind.None,
        };
    }

    /// <summary>Whether the service refused the request for its protection limits, before doing anything.</summary>
    public static bool IsThrottle(int status, string code) => status == 429 || DataverseErrorCodes.IsThrottle(code);

    private static string Describe(DataverseRequest request, int status, string code)
    {
        string? name = DataverseErrorCodes.NameOf(code);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Subject}: Dataverse answered {status}, {code}{(name is null ? string.Empty : $" ({name})")}.");
    }

    private static TimeSpan? WaitOf(DataverseResponse response, TimeProvider clock)
    {
        TimeSpan? wait = response.RetryAfter?.Delta ?? response.RetryAfter?.Date - clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
}
