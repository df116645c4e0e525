using System.Security.Cryptography;
using System.Text;

namespace DentalMigration.Ledger;

/// <summary>
/// What columns of existing rows held before a run changed them, encrypted with AES-256-GCM: what undo goes back to. One image a row and run;
/// its JSON is <c>{"before":{…},"after":{…}}</c>.
/// </summary>
public sealed class PreImageStore
{
    private const int TagSize = 16;

    private readonly LedgerConnection _file;
    private readonly Lazy<string> _ledgerId;
    private readonly Lock _keyGate = new();
    private byte[]? _key;

    internal PreImageStore(LedgerConnection file, string path)
    {
        _file = file;
        _ledgerId = new Lazy<string>(() => Identify(path));
    }

    /// <summary>Keeps the image of a row in a run, in place of the one it has of that run.</summary>
    /// <param name="objectNumber">The object.</param>
    /// <param name="key">Source key.</param>
    /// <param name="run">The run that is about to change it.</param>
    /// <param name="json">The columns as JSON.</param>
    public void Keep(int objectNumber, string key, long run, string json)
    {
        (byte[] nonce, byte[] body) = Encrypt(Encoding.UTF8.GetBytes(json), Place(objectNumber, key, run));
        _file.Write(
            """
            INSERT INTO preimages(object, key, run, nonce, body) VALUES(@1,@2,@3,@4,@5)
            ON CONFLICT(object, key, run) DO UPDATE SET nonce=excluded.nonce, body=excluded.body
            """,
            objectNumber,
            key,
            run,
            nonce,
            body);
    }

    /// <summary>The image of a row in a run, or null when it has none.</summary>
    /// <exception cref="MigrationException"><c>LedgerKeyMissing</c>.</exception>
    public string? Find(int objectNumber, string key, long run) => Read(objectNumber, key, run).FirstOrDefault().Json;

    /// <summary>All images of a row, oldest run first.</summary>
    /// <exception cref="MigrationException"><c>LedgerKeyMissing</c>.</exception>
    public IReadOnlyList<(long Run, string Json)> Of(int objectNumber, string key) => Read(objectNumber, key, null);

    /// <summary>Source keys of an object's rows that have an image, in key order.</summary>
    /// <param name="objectNumber">The object.</param>
    /// <param name="run">Of that run only; null for any.</param>
    public IReadOnlyList<string> Keys(int objectNumber, long? run = null) => _file.Query(
        r => r.GetString(0), "SELECT DISTINCT key FROM preimages WHERE object=@1 AND (@2 IS NULL OR run=@2) ORDER BY key", objectNumber, run);

    /// <summary>Forgets a row's images, when they were restored.</summary>
    /// <param name="objectNumber">The object.</param>
    /// <param name="key">Source key.</param>
    /// <param name="run">The image of that run only; null for all.</param>
    public void Remove(int objectNumber, string key, long? run = null) =>
        _file.Write("DELETE FROM preimages WHERE object=@1 AND key=@2 AND (@3 IS NULL OR run=@3)", objectNumber, key, run);

    private static byte[] Place(int objectNumber, string key, long run) => Encoding.UTF8.GetBytes($"{objectNumber}|{run}|{key}");

    private List<(long Run, string Json)> Read(int objectNumber, string key, long? run) => [.. _file.Query(
        r => (Run: r.GetInt64(0), Nonce: (byte[])r[1], Body: (byte[])r[2]),
        "SELECT run, nonce, body FROM preimages WHERE object=@1 AND key=@2 AND (@3 IS NULL OR run=@3) ORDER BY run",
        objectNumber,
        key,
        run).Select(r => (r.Run, Encoding.UTF8.GetString(Decrypt(r.Nonce, r.Body, Place(objectNumber, key, r.Run)))))];

    private (byte[] Nonce, byte[] Body) Encrypt(byte[] plain, byte[] place)
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(12);
        byte[] body = new byte[plain.Length + TagSize];
        using var aes = new AesGcm(Key(create: true), TagSize);
        aes.Encrypt(nonce, plain, body.AsSpan(0, plain.Length), body.AsSpan(plain.Length), place);
        return (nonce, body);
    }

    private byte[] Decrypt(byte[] nonce, byte[] body, byte[] place)
    {
        byte[] plain = new byte[body.Length - TagSize];
        using var aes = new AesGcm(Key(create: false), TagSize);
        aes.Decrypt(nonce, body.AsSpan(0, plain.Length), body.AsSpan(plain.Length), plain, place);
        return plain;
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

    /// <summary>The key; made once, however many updates of a run begin together.</summary>
    private byte[] Key(bool create)
    {
        lock (_keyGate)
        {
            return _key ??= LedgerKey.Get(_ledgerId.Value, create);
        }
    }
}
