namespace DentalMigration.Dataverse;

/// <summary>
/// Queries whose address is longer than the 32,768 characters that a GET may have. Within a <c>$batch</c> 65,536 are allowed
/// (powerapps-docs, webapi/query/overview.md and webapi/execute-batch-operations-using-web-api.md).
/// </summary>
internal static class LongQuery
{
    private const int LongestUrl = 32_768;

    /// <summary>The most characters that escaping makes of one.</summary>
    private const int LargestEscape = 9;

    /// <summary>Whether a GET's address, once escaped, is too long.</summary>
    public static bool IsNeeded(DataverseRequest request, Uri root) =>
        request.Method == HttpMethod.Get
        && request.Url.Length > (LongestUrl / LargestEscape) - root.AbsoluteUri.Length
        && new Uri(root, request.Url).AbsoluteUri.Length > LongestUrl;

    /// <summary>The query as an operation of a batch, with all its headers.</summary>
    public static BatchOperation Operation(DataverseRequest request)
    {
        Dictionary<string, string> headers = new(request.Headers ?? new Dictionary<string, string>());
        foreach ((string name, string value) in request.Options?.Headers() ?? [])
        {
            headers[name] = value;
        }
        return BatchOperation.Get(request.Url) with { Headers = headers };
    }

    /// <summary>The part as the answer that the GET itself would have had.</summary>
    public static DataverseResponse Response(BatchResult result)
    {
        using HttpResponseMessage message = new();
        foreach ((string name, string value) in result.Headers ?? new Dictionary<string, string>())
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }
        return new DataverseResponse(result.Status, message.Headers, result.Headers?.GetValueOrDefault("Content-Type"), result.Body);
    }
}
