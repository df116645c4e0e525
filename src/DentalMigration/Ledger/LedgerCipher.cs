using System.Security.Cryptography;
using System.Text;

namespace DentalMigration.Ledger;

/// <summary>
/// Encrypts what the ledger must keep of the rows' content: AES-256-GCM under a key of its own (<see cref="LedgerKey"/>) or under a
/// <see cref="LedgerSecret"/>, bound to the place it is kept at. The text is the nonce (12 bytes), the cipher text, the tag (16 bytes). Thread-safe.
/// </summary>
internal sealed class LedgerCipher(LedgerConnection file, LedgerPlace place) : IDisposable
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const string Mark = "keyed";
    private const string ByFile = "1";
    private const string Check = "keycheck";

    private readonly Lock _gate = new();
    private readonly NonceSource _nonces = new(NonceSize);
    private AesGcm? _aes;

    private string Name => Path.GetFileName(place.Path);

    /// <summary>Encrypts.</summary>
    /// <param name="plain">What to keep.</param>
    /// <param name="where">Where it is kept; it can be decrypted there only.</param>
    /// <exception cref="MigrationException"><c>LedgerKeyMissing</c>, <c>LedgerKeyWrong</c>: the ledger was encrypted before, under another key.</exception>
    public byte[] Encrypt(ReadOnlySpan<byte> plain, string where)
    {
        lock (_gate)
        {
            return Encrypt(Aes(), plain, where);
        }
    }

    /// <summary>Decrypts.</summary>
    /// <exception cref="MigrationException"><c>LedgerKeyMissing</c>, <c>LedgerKeyWrong</c>, <c>LedgerDamaged</c>.</exception>
    public byte[] Decrypt(ReadOnlySpan<byte> text, string where)
    {
        try
        {
            lock (_gate)
            {
                return Decrypt(Aes(), text, where);
            }
        }
        catch (Exception e) when (e is AuthenticationTagMismatchException or OverflowException)
        {
            throw new MigrationException("LedgerDamaged", $"Ledger '{Name}' does not fit its key, or is damaged. Restore a copy of both.", e);
        }
    }

    /// <summary>Finds the key now, so that a wrong one is refused before anything is done.</summary>
    /// <exception cref="MigrationException"><c>LedgerKeyMissing</c>, <c>LedgerKeyWrong</c>.</exception>
    public void Demand()
    {
        lock (_gate)
        {
            Aes();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _aes?.Dispose();

    private byte[] Encrypt(AesGcm aes, ReadOnlySpan<byte> plain, string where)
    {
        byte[] text = new byte[NonceSize + plain.Length + TagSize];
        _nonces.Next(text.AsSpan(0, NonceSize));
        aes.Encrypt(text.AsSpan(0, NonceSize), plain, text.AsSpan(NonceSize, plain.Length), text.AsSpan(NonceSize + plain.Length), Encoding.UTF8.GetBytes(where));
        return text;
    }

    private static byte[] Decrypt(AesGcm aes, ReadOnlySpan<byte> text, string where)
    {
        byte[] plain = new byte[text.Length - NonceSize - TagSize];
        aes.Decrypt(text[..NonceSize], text[NonceSize..^TagSize], text[^TagSize..], plain, Encoding.UTF8.GetBytes(where));
        return plain;
    }

    private AesGcm Aes()
    {
        if (_aes is not null)
        {
            return _aes;
        }

        string? mark = file.Get(Mark);
        if (place.Secret is { } secret)
        {
            if (mark == ByFile)
            {
                throw new MigrationException("LedgerKeyWrong", $"Ledger '{Name}' was begun with the key in a user's profile, so it stays on this machine. Run without a ledger key and store, as that user.");
            }

            return _aes = OfSecret(secret, isNew: mark is null);
        }

        if (mark is not null and not ByFile)
        {
            throw new MigrationException("LedgerKeyMissing", $"Ledger '{Name}' was begun with a ledger key. Give the same one.");
        }

        _aes = new AesGcm(LedgerKey.Get(Identity(), create: mark is null), TagSize);
        Keep(Mark, ByFile);
        return _aes;
    }

    private AesGcm OfSecret(LedgerSecret secret, bool isNew)
    {
        string id = Identity();
        var aes = new AesGcm(secret.KeyOf(id), TagSize);
        if (isNew)
        {
            Keep(Mark, "2");
            Keep(Check, Convert.ToHexString(Encrypt(aes, Encoding.UTF8.GetBytes(id), Check)));
            return aes;
        }

        try
        {
            Decrypt(aes, Convert.FromHexString(file.Get(Check) ?? ""), Check);
            return aes;
        }
        catch (Exception e) when (e is AuthenticationTagMismatchException or OverflowException)
        {
            aes.Dispose();
            throw new MigrationException("LedgerKeyWrong", $"The ledger key is not the one that ledger '{Name}' was begun with. Give that one.", e);
        }
    }

    private string Identity()
    {
        const string Id = "id";
        if (file.Get(Id) is { } known)
        {
            return known;
        }

        Keep(Id, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        return file.Get(Id) ?? throw new MigrationException("LedgerDamaged", $"Ledger '{Name}' cannot be written.");
    }

    private void Keep(string name, string value) => file.Write("INSERT INTO meta(name, value) VALUES(@1, @2) ON CONFLICT DO NOTHING", name, value);
}
