using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <content>Bodies of annotations (powerapps-docs, attachment-annotation-files.md).</content>
public sealed partial class DataverseClient
{
    /// <summary>Puts a file into an annotation that exists, in blocks of 4 MiB: InitializeAnnotationBlocksUpload, UploadBlock,
    /// CommitAnnotationBlocksUpload. Blocks whose answer is lost are sent again; the whole begins anew when its session is lost,
    /// which ends in the same state. With <see cref="FileTransfer.Single"/> it goes in one request, and the annotation stays what it
    /// is until the file is there.</summary>
    /// <param name="annotationId">The annotation, made beforehand with its subject and what it regards.</param>
    /// <param name="fileName">At most 255 characters.</param>
    /// <param name="mimeType">Such as <c>application/pdf</c>.</param>
    /// <param name="content">The file from where the stream stands; it must be able to seek, and stays open.</param>
    /// <param name="options">Transfer, progress, session and headers.</param>
    /// <param name="ct">Stops the upload.</param>
    /// <returns>The size in bytes that the service stored.</returns>
    /// <exception cref="DataverseException"><c>0x80044a02</c>: larger, as base64, than the organisation's <c>maxuploadfilesize</c>;
    /// <c>0x80043e09</c>: its extension is blocked; <c>0x80040217</c>, of a single request: there is no such annotation.
    /// <see cref="DataverseException.IsInDoubt"/>: it may be there all the same.</exception>
    public Task<long> UploadAnnotationAsync(
        Guid annotationId, string fileName, string mimeType, Stream content, FileUploadOptions? options, CancellationToken ct)
    {
        options ??= new FileUploadOptions();
        return options.Transfer == FileTransfer.Single
            ? InOneRequestAsync(annotationId, Members, content, options, ct)
            : InBlocksAsync(
                new BlockUpload("InitializeAnnotationBlocksUpload", Target, "CommitAnnotationBlocksUpload", Target), content, options, ct);

        void Target(Utf8JsonWriter json)
        {
            json.WriteStartObject("Target");
            json.WriteString("@odata.type", "Microsoft.Dynamics.CRM.annotation");
            json.WriteString("annotationid", annotationId);
            Members(json);
            json.WriteEndObject();
        }

        void Members(Utf8JsonWriter json)
        {
            json.WriteBoolean("isdocument", true);
            json.WriteString("filename", fileName);
            json.WriteString("mimetype", mimeType);
        }
    }

    /// <summary>The file in an annotation, as it comes; <see langword="null"/> when it has none or is missing.</summary>
    /// <param name="annotationId">The annotation.</param>
    /// <param name="ct">Stops the waiting for the first byte; each read has its own.</param>
    public async Task<DataverseFile?> DownloadAnnotationAsync(Guid annotationId, CancellationToken ct) =>
        await DownloadFileAsync("annotations", annotationId, "documentbody", null, ct) is { } text
            ? new DataverseFile(null, null, null, new Base64Stream(text.Content))
            : null;

    private async Task<long> InOneRequestAsync(
        Guid annotationId, Action<Utf8JsonWriter> members, Stream content, FileUploadOptions options, CancellationToken ct)
    {
        using UploadSource source = new(content, options.Progress);
        DataverseRequest request = new(HttpMethod.Patch, EntityUrl.Of("annotations", annotationId))
        {
            Content = () => new Base64Content(source, 0, checked((int)source.Length), "documentbody", members),
            Headers = new Dictionary<string, string> { ["If-Match"] = "*" },
            Options = options.Headers,
            IsRepeatable = true,
        };
        return await new UploadAttempt(Connection, options).RunAsync(
            async () =>
            {
                await SendAsync(request, ct);
                return source.Length;
            },
            ct);
    }
}
