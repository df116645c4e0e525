using System.Globalization;
using System.Net.Http.Headers;

namespace DentalMigration.Dataverse;

/// <summary>Reads the answer to a <c>$batch</c>: one part for each operation, a nested multipart for a change set that succeeded,
/// one error for a change set that failed.</summary>
internal static class BatchReader
{
    /// <summary>The results, aligned with the operations of the items; they end where the service stopped.</summary>
    /// <returns><see langword="null"/> when the answer does not fit the request.</returns>
    public static List<BatchResult>? Read(IReadOnlyList<BatchItem> items, DataverseResponse response, TimeProvider clock)
    {
        List<BatchResult> results = [];
        int item = 0;
        foreach (ReadOnlyMemory<byte> part in Multipart.Parts(response.Body, Multipart.BoundaryOf(response.ContentType)!))
        {
            ReadOnlyMemory<byte> rest = part;
            Dictionary<string, string> headers = Multipart.Headers(ref rest);
            List<BatchResult>? read = Multipart.BoundaryOf(headers.GetValueOrDefault("Content-Type")) is { } boundary
                ? Nested(rest, boundary, clock)
                : Http(rest, clock) is { } one ? [one] : null;
            if (read is null || item == items.Count || Align(read, items[item++].Operations.Count) is not { } aligned)
            {
                return null;
            }
            results.AddRange(aligned);
        }
        return results;
    }

    /// <summary>A change set that failed has its error stand for each of its operations, since none was carried out.</summary>
    private static IEnumerable<BatchResult>? Align(List<BatchResult> read, int operations)
    {
        if (read.FirstOrDefault(result => !result.IsSuccess) is { } failure)
        {
            return Enumerable.Repeat(failure, operations);
        }
        return read.Count == operations ? read : null;
    }

    private static List<BatchResult>? Nested(ReadOnlyMemory<byte> body, string boundary, TimeProvider clock)
    {
        List<BatchResult> results = [];
        foreach (ReadOnlyMemory<byte> part in Multipart.Parts(body, boundary))
        {
            ReadOnlyMemory<byte> rest = part;
            Multipart.Headers(ref rest);
            if (Http(rest, clock) is not { } result)
            {
                return null;
            }
            results.Add(result);
        }
        return results;
    }

    private static BatchResult? Http(ReadOnlyMemory<byte> text, TimeProvider clock)
    {
        string line = string.Empty;
        while (line.Length == 0 && !text.IsEmpty)
        {
            line = Multipart.Line(ref text);
        }
        string[] words = line.Split(' ', 3);
        if (!line.StartsWith("HTTP/", StringComparison.OrdinalIgnoreCase) || words.Length < 2
            || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int status))
        {
            return null;
        }
        Dictionary<string, string> headers = Multipart.Headers(ref text);
        ReadOnlyMemory<byte> body = status == 204 ? default : text;
        return new BatchResult(
            status,
            EntityUrl.IdOf(headers.GetValueOrDefault("OData-EntityId") ?? headers.GetValueOrDefault("Location")),
            body,
            status >= 400 ? ErrorReader.ReadBody(body.Span) ?? new DataverseError(string.Empty, string.Empty) : null,
            headers.GetValueOrDefault("ETag"))
        {
            RetryAfter = WaitOf(headers.GetValueOrDefault("Retry-After"), clock),
        };
    }

    private static TimeSpan? WaitOf(string? header, TimeProvider clock) =>
        RetryConditionHeaderValue.TryParse(header, out RetryConditionHeaderValue? value)
            ? value.Delta ?? value.Date - clock.GetUtcNow()
            : null;
}
