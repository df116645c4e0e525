using System.Globalization;
using System.Text;

namespace DentalMigration.Dataverse;

/// <content>File and image columns (powerapps-docs, file-column-data.md and image-column-data.md).</content>
public sealed partial class DataverseClient
{
    private const int DefaultChunkSize = 4 * 1024 * 1024;

    /// <summary>
    /// Puts a file into a file or image column, in place of the one that is there. Each piece goes straight from the stream to the wire.
    /// Since it ends in the same state however often it is done, pieces whose answer is lost are sent again, and so is the whole
    /// when its session is lost; after a failure the caller may upload again too.
    /// </summary>
    /// <param name="entitySet">The plural name of addresses, such as <c>accounts</c>.</param>
    /// <param name="id">The row's primary key.</param>
    /// <param name="column">The column's logical name.</param>
    /// <param name="fileName">Any name, in any script.</param>
    /// <param name="content">The file from where the stream stands; it must be able to seek, and stays open.</param>
    /// <param name="options">The way; <see langword="null"/> for what fits the size.</param>
    /// <param name="ct">Stops the upload; the column then holds what was there before, or the new file as a whole.</param>
    /// <exception cref="DataverseException">Such as <c>0x80044a02</c>: larger than the column's MaxSizeInKB;
    /// <c>SourceUnreadable</c>: the stream failed. <see cref="DataverseException.IsInDoubt"/>: the file may be there all the same.</exception>
    public async Task UploadFileAsync(
        string entitySet, Guid id, string column, string fileName, Stream content, FileUploadOptions? options, CancellationToken ct)
    {
        options ??= new FileUploadOptions();
        using UploadSource source = new(content, options.Progress);
        bool chunked = source.Length > 0
            && (options.Transfer == FileTransfer.Chunked
                || (options.Transfer == FileTransfer.Automatic && source.Length > DefaultChunkSize));
        string url = EntityUrl.With($"{EntityUrl.Of(entitySet, id)}/{column}", FileHeaders.Name, fileName);
        UploadAttempt attempt = new(Connection, options);
        await attempt.RunAsync(
            async () =>
            {
                await (chunked
                    ? ChunksAsync(url, fileName, source, attempt, options, ct)
                    : PatchAsync(url, () => new SliceContent(source, 0, source.Length, isChunk: false), null, options, ct));
                return true;
            },
            ct);
    }

    /// <summary>Empties a file or image column.</summary>
    public Task DeleteFileAsync(string entitySet, Guid id, string column, WriteOptions? options, CancellationToken ct) =>
        SendAsync(new DataverseRequest(HttpMethod.Delete, $"{EntityUrl.Of(entitySet, id)}/{column}") { Options = options }, ct);

    private async Task ChunksAsync(
        string url, string fileName, UploadSource source, UploadAttempt attempt, FileUploadOptions options, CancellationToken ct)
    {
        UploadSession begun = attempt.Session ?? await BeginChunksAsync(url, attempt, options, ct);
        (string location, int size) = (begun.Token, begun.BlockSize);

        // A header holds ASCII only; a name beyond that goes as it went before, in the address.
        bool inHeader = Ascii.IsValid(fileName) && !fileName.AsSpan().ContainsAnyInRange('\0', '\x1f');
        string target = inHeader ? location : EntityUrl.With(location, FileHeaders.Name, fileName);
        Dictionary<string, string>? name = inHeader ? new() { [FileHeaders.Name] = fileName } : null;
        for (long offset = begun.Acknowledged; offset < source.Length; offset += size)
        {
            (long at, long count) = (offset, Math.Min(size, source.Length - offset));
            await PatchAsync(target, attempt.Counting(() => new SliceContent(source, at, count, isChunk: true)), name, options, ct);
            attempt.Acknowledge(at + count);
        }
    }

    private async Task<UploadSession> BeginChunksAsync(string url, UploadAttempt attempt, FileUploadOptions options, CancellationToken ct)
    {
        Dictionary<string, string> begin = new() { ["x-ms-transfer-mode"] = "chunked" };
        DataverseResponse session = await PatchAsync(url, null, begin, options, ct);
        string location = session.Header("Location") ?? throw new DataverseException(
            DataverseErrorCodes.InvalidResponse, "The service began a chunked upload without naming its session.");
        string? size = session.Header("x-ms-chunk-size");
        return attempt.Begin(
            location, int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int told) && told > 0 ? told : DefaultChunkSize);
    }

    private Task<DataverseResponse> PatchAsync(
        string url, Func<HttpContent>? content, Dictionary<string, string>? headers, FileUploadOptions options, CancellationToken ct)
    {
        DataverseRequest request = new(HttpMethod.Patch, url)
        {
            Content = content,
            Headers = headers,
            Options = options.Headers,
            IsRepeatable = true,
        };
        return SendAsync(request, ct);
    }
}
