using System.Text.Json;
using DentalMigration.Dataverse;

namespace DentalMigration.Mapping.Attachments;

/// <summary>What the organisation lets in as a file.</summary>
/// <param name="MaxUploadSize">Largest file of an annotation, in bytes of its base64 text (<c>organization.maxuploadfilesize</c>).</param>
/// <param name="RoutingSize">
/// The same limit as it was when the migration began. Which files go to an annotation and which to a file column is decided by this one, so
/// that a limit raised between two runs does not load a file a second time by the other way.
/// </param>
/// <param name="Blocked">Extensions that are refused, without the dot (<c>organization.blockedattachments</c>).</param>
public sealed record AttachmentLimits(long MaxUploadSize, long RoutingSize, IReadOnlySet<string> Blocked)
{
    /// <summary>The largest file an annotation takes, by the limit the migration began with.</summary>
    public long LargestNote => RoutingSize / 4 * 3;

    /// <summary>Reads the limits of an organisation.</summary>
    /// <param name="target">The organisation.</param>
    /// <param name="began">The limit when the migration began; null when it begins now.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<AttachmentLimits> ReadAsync(DataverseClient target, long? began, CancellationToken cancellationToken)
    {
        await foreach (JsonElement row in target.QueryAsync("organizations?$select=maxuploadfilesize,blockedattachments", null, cancellationToken))
        {
            long size = row.GetProperty("maxuploadfilesize").GetInt64();
            string[] blocked = row.GetProperty("blockedattachments").GetString()?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
            return new AttachmentLimits(size, began ?? size, blocked.ToHashSet(StringComparer.OrdinalIgnoreCase));
        }

        throw new MigrationException("LimitsUnreadable", "Dataverse does not show the organisation's limits for files. Give the user the right to read the organisation.");
    }

    /// <summary>True where an annotation takes a file of that many bytes as things are now.</summary>
    public bool FitsNote(long length) => Fits(length, MaxUploadSize);

    /// <summary>True where a file of that many bytes is one for an annotation.</summary>
    public bool GoesToNote(long length) => Fits(length, RoutingSize);

    /// <summary>True where the organisation refuses files of that name.</summary>
    public bool IsBlocked(string name) => Blocked.Contains(Path.GetExtension(name).TrimStart('.'));

    private static bool Fits(long length, long limit) => (length + 2) / 3 * 4 <= limit;
}
