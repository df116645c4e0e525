using DentalMigration.Dataverse;

namespace DentalMigration.Ledger;

/// <summary>A row's file as the ledger knows it: what was sent last, and how far a sending is that was not finished.</summary>
/// <param name="Key">Source key of the record.</param>
/// <param name="Id">The row; empty where it was not asked for.</param>
/// <param name="Name">The name it was sent with; null while it was never sent whole.</param>
/// <param name="MimeType">The type it was sent with.</param>
/// <param name="Length">Its size in bytes; null while another is being sent in its place.</param>
/// <param name="Checksum">SHA-256 of what was sent.</param>
/// <param name="Plan">Fingerprint of the step the session belongs to.</param>
/// <param name="Session">The sending that was not finished.</param>
public sealed record LedgerFile(
    string Key, Guid Id, string? Name, string? MimeType, long? Length, byte[]? Checksum, byte[]? Plan, UploadSession? Session);
