using System.Security.Cryptography;
using System.Text;

namespace DentalMigration.Ledger;

/// <summary>
/// Encrypts what the ledger must keep of the rows' content: AES-256-GCM under the key of <see cref="LedgerKey"/>, bound to the place it is kept at.
/// The text is the nonce (12 bytes), the cipher text, the tag (16 bytes). Thread-safe.
/// </summary>
internal sealed class LedgerCipher(LedgerConnection file, string path) : IDisposable
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const string Mark = "keyed";

    private readonly Lock _gate = new();
    private AesGcm? _aes;

    /// <summary>Encrypts.</summary>
    /// <param name="plain">What to keep.</param>
    /// <param name="place">Where it is kept; it can be decrypted there only.</param>
    /// <exception cref="MigrationException"><c>LedgerKeyMissing</c>: the ledger was encrypted before, under a key that is not on this machine.</exception>
    public byte[] Encrypt(ReadOnlySpan<byte> plain, string place)
    {
        byte[] text = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(text.AsSpan(0, NonceSize));
        lock (_gate)
        {
            Aes().Encrypt(text.AsSpan(0, NonceSize), plain, text.AsSpan(NonceSize, plain.Length), text.AsSpan(NonceSize + plain.Length), Encoding.UTF8.GetBytes(place));
        }

        return text;
    }

    /// <summary>Decrypts.</summary>
    /// <exception cref="MigrationException"><c>LedgerKeyMissing</c>, <c>LedgerDamaged</c>.</exception>
    public byte[] Decrypt(ReadOnlySpan<byte> text, string place)
    {
        try
        {
            byte[] plain = new byte[text.Length - NonceSize - TagSize];
            lock (_gate)
            {
                Aes().Decrypt(text[..NonceSize], text[NonceSize..^TagSize], text[^TagSize..], plain, Encoding.UTF8.GetBytes(place));
            }

            return plain;
        }
        catch (Exception e) when (e is AuthenticationTagMismatchException or OverflowException)
        {
            throw new MigrationException("LedgerDamaged", $"Ledger '{Path.GetFileName(path)}' does not fit its key, or is damaged. Restore a copy of both.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _aes?.Dispose();

    private AesGcm Aes()
    {
        if (_aes is null)
        {
            bool wasKeyed = file.Scalar("SELECT 1 FROM meta WHERE name=@1", Mark) is not null;
            _aes = new AesGcm(LedgerKey.Get(Identity(), create: !wasKeyed), TagSize);
            if (!wasKeyed)
            {
                file.Write("INSERT INTO meta(name, value) VALUES(@1, '1') ON CONFLICT DO NOTHING", Mark);
            }
        }

        return _aes;
    }

    private string Identity()
    {
        const string Find = "SELECT value FROM meta WHERE name='id'";
        if ((string?)file.Scalar(Find) is { } known)
        {
            return known;
        }

        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        file.Write("INSERT INTO meta(name, value) VALUES('id', @1) ON CONFLICT DO NOTHING", id);
        return (string?)file.Scalar(Find) ?? throw new MigrationException("LedgerDamaged", $"Ledger '{Path.GetFileName(path)}' cannot be written.");
    }
}
