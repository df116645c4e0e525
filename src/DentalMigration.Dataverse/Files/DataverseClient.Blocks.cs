using System.Text;
using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <content>Files in blocks (powerapps-docs, file-column-data.md and attachment-annotation-files.md).</content>
public sealed partial class DataverseClient
{
    /// <summary>
    /// Puts a file into a file column in blocks of 4 MiB, in place of the one that is there: InitializeFileBlocksUpload, UploadBlock,
    /// CommitFileBlocksUpload. The column changes with the commit, as a whole. Unlike a chunk, a block may be sent any number of times,
    /// so that a lost answer costs one block, and an upload broken off goes on where it was (<see cref="FileUploadOptions.Resume"/>).
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column's logical name.</param>
    /// <param name="fileName">Any name, in any script.</param>
    /// <param name="mimeType">Such as <c>application/pdf</c>.</param>
    /// <param name="content">The file from where the stream stands; it must be able to seek, and stays open.</param>
    /// <param name="options">Progress, session and headers.</param>
    /// <param name="ct">Stops the upload; the column then holds what was there before, or the new file as a whole.</param>
    /// <returns>The size in bytes that the service stored.</returns>
    /// <exception cref="DataverseException">As of <see cref="UploadFileAsync"/>.</exception>
    public Task<long> UploadFileBlocksAsync(
        RowAddress row, string column, string fileName, string mimeType, Stream content, FileUploadOptions? options, CancellationToken ct)
    {
        BlockUpload upload = new("InitializeFileBlocksUpload", Begin, "CommitFileBlocksUpload", Commit);
        return InBlocksAsync(upload, content, options ?? new FileUploadOptions(), ct);

        void Begin(Utf8JsonWriter json)
        {
            json.WriteStartObject("Target");
            json.WriteString("@odata.type", $"Microsoft.Dynamics.CRM.{row.Table}");
            json.WriteString(row.PrimaryId, row.Id);
            json.WriteEndObject();
            json.WriteString("FileAttributeName", column);
            json.WriteString("FileName", fileName);
        }

        void Commit(Utf8JsonWriter json)
        {
            json.WriteString("FileName", fileName);
            json.WriteString("MimeType", mimeType);
        }
    }

    private async Task<long> InBlocksAsync(BlockUpload upload, Stream content, FileUploadOptions options, CancellationToken ct)
    {
        using UploadSource source = new(content, options.Progress);
        UploadAttempt attempt = new(Connection, options);
        return await attempt.RunAsync(() => BlocksAsync(upload, source, attempt, options, ct), ct);
    }

    private async Task<long> BlocksAsync(
        BlockUpload upload, UploadSource source, UploadAttempt attempt, FileUploadOptions options, CancellationToken ct)
    {
        UploadSession session = attempt.Session ?? attempt.Begin(await BeginAsync(upload, options, ct), DefaultChunkSize);
        for (long offset = session.Acknowledged; offset < source.Length; offset += session.BlockSize)
        {
            (long at, int count) = (offset, (int)Math.Min(session.BlockSize, source.Length - offset));
            void Members(Utf8JsonWriter json)
            {
                json.WriteString("BlockId", BlockId(at / session.BlockSize));
                json.WriteString("FileContinuationToken", session.Token);
            }
            await ActAsync("UploadBlock", attempt.Counting(() => new Base64Content(source, at, count, "BlockData", Members)), options, ct);
            attempt.Acknowledge(at + count);
        }
        ReadOnlyMemory<byte> commit = DefinitionJson.Object(json =>
        {
            upload.Commit(json);
            json.WriteTexts("BlockList", [.. BlockIds(source.Length, session.BlockSize)]);
            json.WriteString("FileContinuationToken", session.Token);
        });
        DataverseResponse done = await ActAsync(upload.CommitName, attempt.Counting(Content(commit)), options, ct);
        return done.Json().TryGetProperty("FileSizeInBytes", out JsonElement size) && size.TryGetInt64(out long stored)
            ? stored
            : source.Length;
    }

    private async Task<string> BeginAsync(BlockUpload upload, FileUploadOptions options, CancellationToken ct)
    {
        DataverseResponse begun = await ActAsync(upload.BeginName, Content(DefinitionJson.Object(upload.Begin)), options, ct);
        return begun.Json().TryGetProperty("FileContinuationToken", out JsonElement named) && named.GetString() is { } token
            ? token
            : throw new DataverseException(DataverseErrorCodes.InvalidResponse, "The service began an upload without naming its session.");
    }

    private static IEnumerable<string> BlockIds(long length, int size)
    {
        for (long block = 0; block * size < length; block++)
        {
            yield return BlockId(block);
        }
    }

    /// <summary>Ids of one file have one length (attachment-annotation-files.md).</summary>
    private static string BlockId(long block) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"block-{block:d8}"));

    private static Func<HttpContent> Content(ReadOnlyMemory<byte> json) => () => new SegmentedContent(RequestBody.Json(json));

    private Task<DataverseResponse> ActAsync(string action, Func<HttpContent> content, FileUploadOptions options, CancellationToken ct) =>
        SendAsync(
            new DataverseRequest(HttpMethod.Post, action) { Content = content, Options = options.Headers, IsRepeatable = true }, ct);
}
