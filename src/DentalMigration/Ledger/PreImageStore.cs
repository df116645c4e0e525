using System.Security.Cryptography;
using System.Text;

namespace DentalMigration.Ledger;

/// <summary>
/// What columns of rows that are not ours held before we changed them, encrypted with AES-256-GCM: what undo goes back to.
/// </summary>
public sealed class PreImageStore
{
    private const int TagSize = 16;

    private readonly LedgerConnection _file;
    private readonly Lazy<string> _ledgerId;
    private byte[]? _key;

    internal PreImageStore(LedgerConnection file, string path)
    {
        _file = file;
        _ledgerId = new Lazy<string>(() => Identify(path));
    }

    /// <summary>Keeps a row's image unless it has one.</summary>
    /// <param name="objectNumber">The object.</param>
    /// <param name="key">Source key.</param>
    /// <param name="json">The columns as JSON.</param>
    public void Keep(int objectNumber, string key, string json) => Write(objectNumber, key, json, "DO NOTHING");

    /// <summary>Keeps a row's image in place of the one it has.</summary>
    /// <param name="objectNumber">The object.</param>
    /// <param name="key">Source key.</param>
    /// <param name="json">The columns as JSON.</param>
    public void Replace(int objectNumber, string key, string json) =>
        Write(objectNumber, key, json, "(object, key) DO UPDATE SET nonce=excluded.nonce, body=excluded.body");

    /// <summary>Forgets a row's image, when it was restored.</summary>
    public void Remove(int objectNumber, string key) => _file.Write("DELETE FROM preimages WHERE object=@1 AND key=@2", objectNumber, key);

    private void Write(int objectNumber, string key, string json, string conflict)
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(12);
        byte[] plain = Encoding.UTF8.GetBytes(json);
        byte[] body = new byte[plain.Length + TagSize];
        using var aes = new AesGcm(_key ??= LedgerKey.Get(_ledgerId.Value, create: true), TagSize);
        aes.Encrypt(nonce, plain, body.AsSpan(0, plain.Length), body.AsSpan(plain.Length), Encoding.UTF8.GetBytes($"{objectNumber}|{key}"));
        _file.Write($"INSERT INTO preimages(object, key, nonce, body) VALUES(@1,@2,@3,@4) ON CONFLICT {conflict}", objectNumber, key, nonce, body);
    }

    /// <summary>A row's image, or null when it has none.</summary>
    /// <exception cref="MigrationException"><c>LedgerKeyMissing</c>.</exception>
    public string? Find(int objectNumber, string key)
    {
        (byte[] Nonce, byte[] Body) row = _file.Query(
            r => ((byte[])r[0], (byte[])r[1]), "SELECT nonce, body FROM preimages WHERE object=@1 AND key=@2", objectNumber, key).FirstOrDefault();
        if (row.Body is null)
        {
            return null;
        }

        byte[] plain = new byte[row.Body.Length - TagSize];
        using var aes = new AesGcm(_key ??= LedgerKey.Get(_ledgerId.Value, create: false), TagSize);
        aes.Decrypt(row.Nonce, row.Body.AsSpan(0, plain.Length), row.Body.AsSpan(plain.Length), plain, Encoding.UTF8.GetBytes($"{objectNumber}|{key}"));
        return Encoding.UTF8.GetString(plain);
    }

    private string Identify(string path)
    {
        const string Find = "SELECT value FROM meta WHERE name='id'";
        if ((string?)_file.Scalar(Find) is { } known)
        {
            return known;
        }

        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _file.Write("INSERT INTO meta(name, value) VALUES('id', @1) ON CONFLICT DO NOTHING", id);
        return (string?)_file.Scalar(Find) ?? throw new MigrationException("LedgerDamaged", $"Ledger '{Path.GetFileName(path)}' cannot be written.");
    }
}
