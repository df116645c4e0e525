namespace DentalMigration.Dataverse;

/// <summary>What of a file is downloaded.</summary>
public sealed record FileDownloadOptions
{
    /// <summary>The first byte.</summary>
    public long Offset { get; init; }

    /// <summary>The most bytes; <see langword="null"/> for all that follow.</summary>
    public long? Length { get; init; }

    /// <summary>The image as it was stored and not its thumbnail of 144 × 144 (powerapps-docs, image-column-data.md).</summary>
    public bool FullImage { get; init; }
}
