using System.Globalization;

namespace DentalMigration.Dataverse;

/// <content>Downloads of file and image columns (powerapps-docs, file-column-data.md and image-column-data.md).</content>
public sealed partial class DataverseClient
{
    /// <summary>The file in a file or image column, as it comes; <see langword="null"/> when the column is empty
    /// or the row is missing.</summary>
    /// <param name="entitySet">The plural name of addresses, such as <c>accounts</c>.</param>
    /// <param name="id">The row's primary key.</param>
    /// <param name="column">The column's logical name.</param>
    /// <param name="options">What of it; <see langword="null"/> for all.</param>
    /// <param name="ct">Stops the waiting for the first byte; each read has its own.</param>
    public async Task<DataverseFile?> DownloadFileAsync(
        string entitySet, Guid id, string column, FileDownloadOptions? options, CancellationToken ct)
    {
        options ??= new FileDownloadOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.Offset);
        string url = $"{EntityUrl.Of(entitySet, id)}/{column}/$value" + (options.FullImage ? "?size=full" : string.Empty);
        long? end = options.Length is { } length ? options.Offset + length - 1 : null;
        Answer answer;
        try
        {
            answer = await AskAsync(options.Offset, ct);
        }
        catch (DataverseException e) when (e.Status == 404 && !IsUnknownName(e))
        {
            return null;
        }
        if (answer.Status == 204)
        {
            answer.Dispose();
            return null;
        }
        DownloadStream stream = new(AskAsync, options.Offset, options.Length, Connection.MaxRetries);
        string? type = answer.Header("mimetype") ?? answer.ContentType;
        DataverseFile file = new(FileHeaders.NameOf(answer), FileHeaders.SizeOf(answer), type, stream);
        await stream.BeginAsync(answer, ct);
        return file;

        Task<Answer> AskAsync(long from, CancellationToken token)
        {
            string? range = from > 0 || end is not null ? string.Create(CultureInfo.InvariantCulture, $"bytes={from}-{end}") : null;
            Dictionary<string, string>? headers = range is null ? null : new() { ["Range"] = range };
            DataverseRequest request = new(HttpMethod.Get, url) { Headers = headers };
            return RunAsync((transport, attempt) => transport.OpenAsync(request, attempt), token);
        }
    }

    private static bool IsUnknownName(DataverseException e) =>
        string.Equals(e.Code, DataverseErrorCodes.ResourceNotFound, StringComparison.OrdinalIgnoreCase);
}
