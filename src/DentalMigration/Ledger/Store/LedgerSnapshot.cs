namespace DentalMigration.Ledger.Store;

/// <summary>A copy of a ledger's file in a store.</summary>
/// <param name="Generation">Its number; the journals of this generation and later ones hold the pre-images written since.</param>
/// <param name="LedgerId">The ledger.</param>
/// <param name="Session">Names who wrote it: a ledger on some machine is the newest only where it knows this session as its own.</param>
/// <param name="Commits">The ledger's commits it holds.</param>
/// <param name="Length">Bytes of the file.</param>
/// <param name="Sha256">The file's SHA-256, in lower-case hexadecimal.</param>
/// <param name="At">When it was taken, UTC.</param>
public sealed record LedgerSnapshot(long Generation, string LedgerId, string Session, long Commits, long Length, string Sha256, DateTimeOffset At);
