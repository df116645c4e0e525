using System.Runtime.CompilerServices;

namespace DentalMigration.Dataverse;

/// <content>Several requests in one (powerapps-docs, webapi/execute-batch-operations-using-web-api.md).</content>
public sealed partial class DataverseClient
{
    private const int LargestBatch = 1000;

    /// <summary>
    /// Sends operations and change sets, which the service carries out one after the other. Results come in the order of the operations,
    /// change sets flattened; all operations of a failed change set have its error. Without <paramref name="continueOnError"/> the service
    /// stops at the first failure: the results end with it, and what succeeded before it stays done.
    /// </summary>
    /// <param name="items">At most 1,000 operations.</param>
    /// <param name="continueOnError">Whether to go on after a failure.</param>
    /// <param name="options">Headers of each write. Preconditions belong to the operations.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <exception cref="DataverseException">The batch as a whole failed. A failed operation is a result, not an exception.</exception>
    public async Task<IReadOnlyList<BatchResult>> BatchAsync(
        IReadOnlyList<BatchItem> items, bool continueOnError, WriteOptions? options, CancellationToken ct)
    {
        if (items.Count == 0)
        {
            return [];
        }
        DataverseRequest request = BatchRequest(items, continueOnError, options);
        List<BatchResult> results = await RunAsync((transport, token) => ReadBatchAsync(transport, items, request, token), ct);
        IEnumerable<BatchOperation> operations = items.SelectMany(item => item.Operations);
        Statistics.CountRows(operations.Zip(results).Count(pair => pair.First.IsWrite && pair.Second.IsSuccess));
        return results;
    }

    /// <summary>The same, with each result handed out as soon as its part has come, and memory for one part only. What was handed out stays
    /// true when the rest fails; the rest of the writes is then in doubt. Reads are not repeated once the answer has begun.</summary>
    /// <param name="items">At most 1,000 operations.</param>
    /// <param name="continueOnError">Whether to go on after a failure.</param>
    /// <param name="options">Headers of each write. Preconditions belong to the operations.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <exception cref="DataverseException">The batch as a whole failed, or its answer broke off.</exception>
    public async IAsyncEnumerable<BatchResult> BatchStreamAsync(
        IReadOnlyList<BatchItem> items, bool continueOnError, WriteOptions? options, [EnumeratorCancellation] CancellationToken ct)
    {
        if (items.Count == 0)
        {
            yield break;
        }
        DataverseRequest request = BatchRequest(items, continueOnError, options);
        using Answer answer = await RunAsync((transport, token) => transport.OpenAsync(request, token), ct);
        await using Stream body = await answer.OpenAsync(limitEachRead: true, ct);
        using IEnumerator<BatchOperation> operations = items.SelectMany(item => item.Operations).GetEnumerator();
        await foreach (BatchResult result in BatchReader.ReadAsync(items, request, answer, body, Connection.Clock, ct))
        {
            if (operations.MoveNext() && operations.Current.IsWrite && result.IsSuccess)
            {
                Statistics.CountRows(1);
            }
            yield return result;
        }
    }

    private async Task<List<BatchResult>> ReadBatchAsync(
        Transport transport, IReadOnlyList<BatchItem> items, DataverseRequest request, CancellationToken ct)
    {
        using Answer answer = await transport.OpenAsync(request, ct);
        await using Stream body = await answer.OpenAsync(limitEachRead: false, ct);
        List<BatchResult> results = [];
        await foreach (BatchResult result in BatchReader.ReadAsync(items, request, answer, body, Connection.Clock, ct))
        {
            results.Add(result);
        }
        return results;
    }

    private DataverseRequest BatchRequest(IReadOnlyList<BatchItem> items, bool continueOnError, WriteOptions? options)
    {
        if (options is { IfMatch: not null } or { IfNoneMatch: not null })
        {
            throw new ArgumentException("In a batch the preconditions belong to the operations.", nameof(options));
        }
        if (items.Sum(item => item.Operations.Count) > LargestBatch)
        {
            throw new DataverseException(DataverseErrorCodes.BatchTooLarge, "A batch takes at most 1,000 operations.");
        }
        BatchWriter writer = new(_transport.Root, items, options);
        return new DataverseRequest(HttpMethod.Post, "$batch")
        {
            Content = () => new BatchContent(writer),
            Headers = continueOnError ? new Dictionary<string, string> { ["Prefer"] = "odata.continue-on-error" } : null,
            IsRead = items.All(item => item.Operations.All(operation => !operation.IsWrite)),
            AnswersInParts = true,
            StopsAtFailure = !continueOnError,
        };
    }
}
