using System.Text.RegularExpressions;

namespace DentalMigration.Mapping.Attachments;

/// <summary>MIME types of the files a practice keeps, by extension. RFC 2046 and the IANA registry; scans of teeth by their makers' use.</summary>
internal static partial class MimeTypes
{
    private const string Unknown = "application/octet-stream";

    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".bmp"] = "image/bmp",
        [".csv"] = "text/csv",
        [".dcm"] = "application/dicom",
        [".dicom"] = "application/dicom",
        [".doc"] = "application/msword",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".eml"] = "message/rfc822",
        [".gif"] = "image/gif",
        [".heic"] = "image/heic",
        [".htm"] = "text/html",
        [".html"] = "text/html",
        [".jfif"] = "image/jpeg",
        [".jp2"] = "image/jp2",
        [".jpeg"] = "image/jpeg",
        [".jpg"] = "image/jpeg",
        [".json"] = "application/json",
        [".m4a"] = "audio/mp4",
        [".mov"] = "video/quicktime",
        [".mp3"] = "audio/mpeg",
        [".mp4"] = "video/mp4",
        [".msg"] = "application/vnd.ms-outlook",
        [".obj"] = "model/obj",
        [".odt"] = "application/vnd.oasis.opendocument.text",
        [".pdf"] = "application/pdf",
        [".ply"] = "application/ply",
        [".png"] = "image/png",
        [".pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        [".rtf"] = "application/rtf",
        [".stl"] = "model/stl",
        [".tif"] = "image/tiff",
        [".tiff"] = "image/tiff",
        [".txt"] = "text/plain",
        [".wav"] = "audio/wav",
        [".webp"] = "image/webp",
        [".xls"] = "application/vnd.ms-excel",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".xml"] = "application/xml",
        [".zip"] = "application/zip",
    };

    /// <summary>The type the source gives, where it is one; else the one of the name's extension, else the one for bytes of any kind.</summary>
    public static string Of(string? given, string name) =>
        given is not null && Shape().IsMatch(given) ? given.ToLowerInvariant() : ByExtension.GetValueOrDefault(Path.GetExtension(name), Unknown);

    /// <summary>True where the name ends in an extension that says what the file is.</summary>
    public static bool Knows(string name) => ByExtension.ContainsKey(Path.GetExtension(name));

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.+-]{0,80}/[A-Za-z0-9][A-Za-z0-9.+-]{0,80}\z")]
    private static partial Regex Shape();
}
