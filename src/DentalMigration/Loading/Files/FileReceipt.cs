namespace DentalMigration.Loading.Files;

/// <summary>A file that is there.</summary>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Checksum">SHA-256 of its bytes.</param>
/// <param name="WasSent">False where Dataverse had these bytes already.</param>
internal sealed record FileReceipt(long Length, byte[] Checksum, bool WasSent);
