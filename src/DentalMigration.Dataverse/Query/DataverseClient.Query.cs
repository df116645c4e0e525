using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <content>Queries (powerapps-docs, webapi/query).</content>
public sealed partial class DataverseClient
{
    private readonly ConcurrentDictionary<string, string> _primaryIds = new();

    /// <summary>The rows of a query, page by page as they are asked for. Each row stands by itself and may be kept, unless they are read ahead.</summary>
    /// <param name="relativeUrl">Such as <c>contacts?$select=fullname&amp;$filter=statecode eq 0</c>, values escaped.</param>
    /// <param name="options">The pages; <see langword="null"/> for 5,000 rows without annotations.</param>
    /// <param name="ct">Stops the waiting.</param>
    public async IAsyncEnumerable<JsonElement> QueryAsync(
        string relativeUrl, QueryOptions? options, [EnumeratorCancellation] CancellationToken ct)
    {
        options ??= new QueryOptions();
        string? prefer = options.Prefer(HasTop(relativeUrl));
        Dictionary<string, string>? headers = prefer is null ? null : new() { ["Prefer"] = prefer };
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task<JsonElement>? ahead = null;
        try
        {
            for (string? url = relativeUrl; url is not null;)
            {
                Task<JsonElement> asked = ahead ?? PageAsync(url, headers, stop.Token);
                ahead = null;
                JsonElement page = await asked;
                url = Next(page, url);
                ahead = url is not null && options.ReadsAhead ? PageAsync(url, headers, stop.Token) : null;
                foreach (JsonElement row in DataverseResponse.RowsOf(page))
                {
                    yield return options.ReadsAhead ? row : row.Clone();
                }
            }
        }
        finally
        {
            if (ahead is not null)
            {
                await stop.CancelAsync();
                await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>
    /// The exact number of rows: an aggregate, or the keys counted page by page where that passes the service's 50,000 rows.
    /// (<c>$count</c> stops at 5,000, and RetrieveTotalRecordCount may be a day old: query/count-rows.md.)
    /// </summary>
    /// <param name="entitySet">The plural name of addresses.</param>
    /// <param name="filter">A <c>$filter</c> expression, not escaped, or <see langword="null"/>.</param>
    /// <param name="ct">Stops the waiting.</param>
    public async Task<long> CountAsync(string entitySet, string? filter, CancellationToken ct)
    {
        string apply = (filter is null ? string.Empty : $"filter({filter})/") + "aggregate($count as count)";
        try
        {
            DataverseResponse answer = await SendAsync(new DataverseRequest(HttpMethod.Get, EntityUrl.With(entitySet, "$apply", apply)), ct);
            return answer.Rows().Select(row => row.GetProperty("count").GetInt64()).FirstOrDefault();
        }
        catch (DataverseException e) when (string.Equals(e.Code, DataverseErrorCodes.AggregateLimitExceeded, StringComparison.OrdinalIgnoreCase))
        {
            return await CountKeysAsync(entitySet, filter, ct);
        }
    }

    private async Task<DataverseResponse> LongQueryAsync(Transport transport, DataverseRequest request, CancellationToken ct)
    {
        transport.Resolve(request);
        BatchItem[] items = [LongQuery.Operation(request)];
        DataverseRequest batch = BatchRequest(items, continueOnError: true, options: null);
        List<BatchResult> results = await ReadBatchAsync(transport, items, batch, ct);
        DataverseResponse response = LongQuery.Response(results[0]);
        return results[0].IsSuccess ? response : throw ErrorReader.Read(request, response, Connection.Clock);
    }

    private async Task<JsonElement> PageAsync(string url, Dictionary<string, string>? headers, CancellationToken ct) =>
        (await SendAsync(new DataverseRequest(HttpMethod.Get, url) { Headers = headers }, ct)).Json();

    private static string? Next(JsonElement page, string url)
    {
        string? next = page.TryGetProperty("@odata.nextLink", out JsonElement link) ? link.GetString() : null;
        return next != url
            ? next
            : throw new DataverseException(DataverseErrorCodes.InvalidResponse, "A page of a query names itself as the next.");
    }

    private async Task<long> CountKeysAsync(string entitySet, string? filter, CancellationToken ct)
    {
        if (!_primaryIds.TryGetValue(entitySet, out string? key))
        {
            key = await Metadata.PrimaryIdOfSetAsync(entitySet, ct);
            _primaryIds[entitySet] = key;
        }
        string url = EntityUrl.With(entitySet, "$select", key);
        long count = 0;
        await foreach (JsonElement _ in QueryAsync(filter is null ? url : EntityUrl.With(url, "$filter", filter), null, ct))
        {
            count++;
        }
        return count;
    }

    /// <summary>Whether the query itself is limited, not an expansion within it.</summary>
    private static bool HasTop(string url) =>
        new[] { "?$top=", "&$top=", "?%24top=", "&%24top=" }.Any(option => url.Contains(option, StringComparison.OrdinalIgnoreCase));
}
