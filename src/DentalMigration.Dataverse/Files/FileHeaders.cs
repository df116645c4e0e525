using System.Globalization;

namespace DentalMigration.Dataverse;

/// <summary>The headers of file transfers (powerapps-docs, file-column-data.md).</summary>
internal static class FileHeaders
{
    /// <summary>The file's name, as a header in ASCII or as a query option in any script.</summary>
    public const string Name = "x-ms-file-name";

    /// <summary>The file's size in bytes.</summary>
    public const string Size = "x-ms-file-size";

    /// <summary>A name as it stands in an answer, where other than ASCII may be escaped.</summary>
    public static string? NameOf(Answer answer) => answer.Header(Name) is { } name ? Uri.UnescapeDataString(name) : null;

    public static long? SizeOf(Answer answer) =>
        long.TryParse(answer.Header(Size), NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? size : null;
}
