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
        DataverseResponse response = await SendAsync(request, ct);
        List<BatchResult>? results = Multipart.BoundaryOf(response.ContentType) is null
            ? null
            : BatchReader.Read(items, response, Connection.Clock);
        int expected = items.Sum(item => item.Operations.Count);
        bool stopped = !continueOnError && results is [.., { IsSuccess: false }];
        if (results is null || (results.Count != expected && !stopped))
        {
            throw new DataverseException(DataverseErrorCodes.InvalidResponse, "The answer to a batch does not fit its operations.")
            {
                Status = response.Status,
                IsInDoubt = !request.IsRead,
            };
        }
        IEnumerable<BatchOperation> operations = items.SelectMany(item => item.Operations);
        Statistics.CountRows(operations.Zip(results).Count(pair => pair.First.IsWrite && pair.Second.IsSuccess));
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
        return new DataverseRequest(HttpMethod.Post, "$batch")
        {
            Body = new BatchWriter(Connection.ApiRoot, options).Write(items),
            Headers = continueOnError ? new Dictionary<string, string> { ["Prefer"] = "odata.continue-on-error" } : null,
            IsRead = items.All(item => item.Operations.All(operation => !operation.IsWrite)),
            AnswersInParts = true,
        };
    }
}
