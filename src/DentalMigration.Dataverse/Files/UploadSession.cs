namespace DentalMigration.Dataverse;

/// <summary>How far an upload in pieces is: all that another process needs to go on with it, as long as the service knows the session.</summary>
/// <param name="Token">The service's name of the session: a continuation token, or the address chunks go to.</param>
/// <param name="BlockSize">Size of each piece but the last, in bytes.</param>
/// <param name="Acknowledged">Bytes from the start of the file that the service has acknowledged.</param>
public sealed record UploadSession(string Token, int BlockSize, long Acknowledged);
