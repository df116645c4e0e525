using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace DentalMigration.Dataverse;

/// <summary>Reads the answer to a <c>$batch</c>: one part for each operation, a nested multipart for a change set that succeeded,
/// one error for a change set that failed.</summary>
internal static class BatchReader
{
    /// <summary>The results, aligned with the operations of the items, each as soon as its part has come;
    /// they end where the service stopped.</summary>
    /// <exception cref="DataverseException"><c>InvalidResponse</c>: the answer does not fit the request.</exception>
    public static async IAsyncEnumerable<BatchResult> ReadAsync(
        IReadOnlyList<BatchItem> items,
        DataverseRequest request,
        Answer answer,
        Stream body,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken ct)
    {
        using MultipartReader reader = new(body, Multipart.BoundaryOf(answer.ContentType) ?? throw Misfit(request, answer));
        int item = 0;
        bool stopped = false;
        while (await reader.NextAsync(ct) is { } part)
        {
            List<BatchResult>? read = Part(part, reader.IsCut, clock);
            if (read is null || item == items.Count || Align(read, items[item++].Operations.Count) is not { } aligned)
            {
                throw Misfit(request, answer);
            }
            foreach (BatchResult result in aligned)
            {
                stopped = !result.IsSuccess;
                yield return result;
            }
        }
        if (item != items.Count && !(stopped && request.StopsAtFailure))
        {
            throw Misfit(request, answer);
        }
    }

    /// <param name="part">The part.</param>
    /// <param name="isCut">Whether the body ended before the part's own end was told: then its end must tell itself.</param>
    /// <param name="clock">The clock of Retry-After.</param>
    private static List<BatchResult>? Part(ReadOnlyMemory<byte> part, bool isCut, TimeProvider clock)
    {
        Dictionary<string, string> headers = Multipart.Headers(ref part);
        if (!Soundness.Of(headers))
        {
            return null;
        }
        return Multipart.BoundaryOf(headers.GetValueOrDefault("Content-Type")) is { } boundary
            ? isCut ? null : Nested(part, boundary, clock)
            : (!isCut || Multipart.HasEmptyLine(part.Span)) && Http(part, clock) is { } one ? [one] : null;
    }

    private static DataverseException Misfit(DataverseRequest request, Answer answer) =>
        new(DataverseErrorCodes.InvalidResponse, "The answer to a batch does not fit its operations.")
        {
            Status = answer.Status,
            IsTransient = true,
            IsInDoubt = !request.IsRead,
            Retry = request.MayRepeat ? RetryKind.Safe : RetryKind.None,
        };

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
        if (!Soundness.Of(headers) || !Soundness.Of(headers, body.Span))
        {
            return null;
        }
        return new BatchResult(
            status,
            EntityUrl.IdOf(headers.GetValueOrDefault("OData-EntityId") ?? headers.GetValueOrDefault("Location")),
            body,
            status >= 400 ? ErrorReader.ReadBody(body.Span) ?? new DataverseError(string.Empty, string.Empty) : null,
            headers.GetValueOrDefault("ETag"))
        {
            RetryAfter = WaitOf(headers.GetValueOrDefault("Retry-After"), clock),
            Headers = headers,
        };
    }

    private static TimeSpan? WaitOf(string? header, TimeProvider clock) =>
        RetryConditionHeaderValue.TryParse(header, out RetryConditionHeaderValue? value)
            ? value.Delta ?? value.Date - clock.GetUtcNow()
            : null;
}
