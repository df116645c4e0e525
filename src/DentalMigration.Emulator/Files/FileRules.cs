using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Files;

/// <summary>What may be uploaded: names, sizes and extensions.</summary>
internal static class FileRules
{
    /// <summary>The chunk that the service recommends, and the largest block it takes.</summary>
    public const int ChunkSize = 4 * 1024 * 1024;

    /// <summary>The largest file that one request may carry.</summary>
    public const int SingleRequestLimit = 128 * 1024 * 1024;

    public const string DefaultType = "application/octet-stream";

    /// <summary>The file's name in the header, which goes first and may be escaped, or in the URL.</summary>
    public static string NameOf(Exchange exchange) =>
        exchange.Header("x-ms-file-name") is { } header ? Uri.UnescapeDataString(header) : exchange.Query["x-ms-file-name"] ?? "";

    /// <summary>Refuses names that are none, and extensions that the organization blocks.</summary>
    public static void CheckName(IRowSource source, string name)
    {
        if (name.Length is 0 or > 255 || name.Any(char.IsControl) || name.IndexOfAny(['/', '\\']) >= 0)
        {
            throw Fault.FileNameInvalid();
        }
        if (IsBlocked(source, name))
        {
            throw Fault.AttachmentBlocked();
        }
    }

    public static bool IsBlocked(IRowSource source, string name)
    {
        using Statement find = source.Connection.Prepare("SELECT blockedattachments FROM organization");
        string blocked = find.Step() && !find.IsNull(0) ? find.Text(0) : "";
        string extension = Path.GetExtension(name).TrimStart('.');
        return extension.Length > 0 && blocked.Split(';').Contains(extension, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The MIME type that goes with a file's extension.</summary>
    public static string TypeOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".pdf" => "application/pdf",
        ".txt" => "text/plain",
        ".csv" => "text/csv",
        ".html" or ".htm" => "text/html",
        ".xml" => "application/xml",
        ".json" => "application/json",
        ".zip" => "application/zip",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".png" => "image/png",
        ".gif" => "image/gif",
        ".bmp" => "image/bmp",
        ".tif" or ".tiff" => "image/tiff",
        ".dcm" => "application/dicom",
        ".docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => DefaultType,
    };

    /// <summary>The kind of an image by its first bytes.</summary>
    public static string ImageType(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) ? "image/png"
        : content.StartsWith("GIF8"u8) ? "image/gif"
        : content.StartsWith("BM"u8) ? "image/bmp" : "image/jpeg";
}
