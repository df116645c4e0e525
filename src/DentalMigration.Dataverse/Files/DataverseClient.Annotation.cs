using System.Text;
using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <content>Large bodies of annotations (powerapps-docs, attachment-annotation-files.md). Small ones go as base64 in
/// <c>documentbody</c> when the row is created.</content>
public sealed partial class DataverseClient
{
    /// <summary>Puts a file into an annotation that exists, in blocks of 4 MiB: InitializeAnnotationBlocksUpload, UploadBlock,
    /// CommitAnnotationBlocksUpload. Blocks whose answer is lost are sent again; the whole begins anew when its session is lost,
    /// which ends in the same state.</summary>
    /// <param name="annotationId">The annotation, made beforehand with its subject and what it regards.</param>
    /// <param name="fileName">At most 255 characters.</param>
    /// <param name="mimeType">Such as <c>application/pdf</c>.</param>
    /// <param name="content">The file from where the stream stands; it must be able to seek, and stays open.</param>
    /// <param name="options">Progress and headers.</param>
    /// <param name="ct">Stops the upload.</param>
    /// <returns>The size in bytes that the service stored.</returns>
    /// <exception cref="DataverseException"><c>0x80044a02</c>: larger, as base64, than the organisation's <c>maxuploadfilesize</c>;
    /// <c>0x80043e09</c>: its extension is blocked. <see cref="DataverseException.IsInDoubt"/>: it may be there all the same.</exception>
    public async Task<long> UploadAnnotationAsync(
        Guid annotationId, string fileName, string mimeType, Stream content, FileUploadOptions? options, CancellationToken ct)
    {
        options ??= new FileUploadOptions();
        using UploadSource source = new(content, options.Progress);
        UploadAttempt attempt = new(Connection, options);
        void Target(Utf8JsonWriter json)
        {
            json.WriteStartObject("Target");
            json.WriteString("@odata.type", "Microsoft.Dynamics.CRM.annotation");
            json.WriteString("annotationid", annotationId);
            json.WriteString("filename", fileName);
            json.WriteString("mimetype", mimeType);
            json.WriteEndObject();
        }
        return await attempt.RunAsync(() => BlocksAsync(Target, source, attempt, options, ct), ct);
    }

    private async Task<long> BlocksAsync(
        Action<Utf8JsonWriter> target, UploadSource source, UploadAttempt attempt, FileUploadOptions options, CancellationToken ct)
    {
        DataverseResponse begun = await ActAsync("InitializeAnnotationBlocksUpload", Content(DefinitionJson.Object(target)), options, ct);
        string token = begun.Json().TryGetProperty("FileContinuationToken", out JsonElement named) && named.GetString() is { } text
            ? text
            : throw new DataverseException(DataverseErrorCodes.InvalidResponse, "The service began an upload without naming its session.");
        List<string> blocks = [];
        for (long offset = 0; offset < source.Length; offset += DefaultChunkSize)
        {
            // Ids of one file have one length (attachment-annotation-files.md).
            string block = Convert.ToBase64String(Encoding.ASCII.GetBytes($"block-{blocks.Count:d8}"));
            (long at, int count) = (offset, (int)Math.Min(DefaultChunkSize, source.Length - offset));
            await ActAsync("UploadBlock", attempt.Counting(() => new BlockContent(source, at, count, block, token)), options, ct);
            blocks.Add(block);
        }
        ReadOnlyMemory<byte> commit = DefinitionJson.Object(json =>
        {
            target(json);
            json.WriteTexts("BlockList", blocks);
            json.WriteString("FileContinuationToken", token);
        });
        DataverseResponse done = await ActAsync("CommitAnnotationBlocksUpload", attempt.Counting(Content(commit)), options, ct);
        return done.Json().TryGetProperty("FileSizeInBytes", out JsonElement size) && size.TryGetInt64(out long stored)
            ? stored
            : source.Length;
    }

    private static Func<HttpContent> Content(ReadOnlyMemory<byte> json) => () => new SegmentedContent(RequestBody.Json(json));

    private Task<DataverseResponse> ActAsync(string action, Func<HttpContent> content, FileUploadOptions options, CancellationToken ct) =>
        SendAsync(
            new DataverseRequest(HttpMethod.Post, action) { Content = content, Options = options.Headers, IsRepeatable = true }, ct);
}
