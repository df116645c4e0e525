namespace DentalMigration.Sources;

/// <summary>What is known of a file of the export without reading it.</summary>
/// <param name="Length">Size in bytes; null where the source does not say.</param>
/// <param name="Modified">When it was last changed; null where the source does not say.</param>
public sealed record AttachmentInfo(long? Length, DateTimeOffset? Modified);
