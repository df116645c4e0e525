using System.Security.Cryptography;
using System.Text;

namespace DentalMigration.Ledger;

/// <summary>
/// A secret that people or a vault keep, in place of the key file in the user's profile: the ledger's key is derived from it and the ledger's id
/// (PBKDF2, SHA-256, 600,000 rounds, as OWASP advises).
/// </summary>
public sealed class LedgerSecret
{
    private const int Shortest = 16;
    private const int Rounds = 600_000;

    private readonly byte[] _secret;

    /// <param name="secret">The secret; at least 16 characters.</param>
    /// <exception cref="MigrationException"><c>LedgerKeyTooShort</c>.</exception>
    public LedgerSecret(string secret)
    {
        if (secret.Length < Shortest)
        {
            throw new MigrationException("LedgerKeyTooShort", $"The ledger's key has fewer than {Shortest} characters. Give a longer one, best a random one out of a vault.");
        }

        _secret = Encoding.UTF8.GetBytes(secret);
    }

    /// <summary>The key of a ledger.</summary>
    internal byte[] KeyOf(string ledgerId) => Rfc2898DeriveBytes.Pbkdf2(_secret, Encoding.UTF8.GetBytes(ledgerId), Rounds, HashAlgorithmName.SHA256, 32);
}
