using System.Text;

namespace DentalMigration.Ledger;

/// <summary>
/// What columns of existing rows held before a run changed them, encrypted with AES-256-GCM: what undo goes back to. One image a row and run;
/// its JSON is <c>{"before":{…},"after":{…}}</c>.
/// </summary>
public sealed class PreImageStore
{
    private readonly LedgerConnection _file;
    private readonly LedgerCipher _cipher;

    internal PreImageStore(LedgerConnection file, LedgerCipher cipher)
    {
        _file = file;
        _cipher = cipher;
    }

    /// <summary>Keeps the image of a row in a run, in place of the one it has of that run.</summary>
    /// <param name="objectNumber">The object.</param>
    /// <param name="key">Source key.</param>
    /// <param name="run">The run that is about to change it.</param>
    /// <param name="json">The columns as JSON.</param>
    public void Keep(int objectNumber, string key, long run, string json)
    {
        byte[] body = _cipher.Encrypt(Encoding.UTF8.GetBytes(json), Place(objectNumber, key, run));
        lock (_file.Gate)
        {
            _file.Write(
                "INSERT INTO preimages(object, key, run, body) VALUES(@1,@2,@3,@4) ON CONFLICT(object, key, run) DO UPDATE SET body=excluded.body", objectNumber, key, run, body);
            _file.Watch?.ImageKept(objectNumber, key, run);
        }
    }

    /// <summary>The image of a row in a run, or null when it has none.</summary>
    /// <exception cref="MigrationException"><c>LedgerKeyMissing</c>.</exception>
    public string? Find(int objectNumber, string key, long run) => Read(objectNumber, key, run).FirstOrDefault().Json;

    /// <summary>All images of a row, oldest run first.</summary>
    /// <exception cref="MigrationException"><c>LedgerKeyMissing</c>.</exception>
    public IReadOnlyList<(long Run, string Json)> Of(int objectNumber, string key) => Read(objectNumber, key, null);

    /// <summary>Source keys of an object's rows that have an image, in key order, a page at a time.</summary>
    /// <param name="objectNumber">The object.</param>
    /// <param name="run">Of that run only; null for any.</param>
    public IEnumerable<string> Keys(int objectNumber, long? run = null)
    {
        for (string? after = ""; after is not null;)
        {
            List<string> page = _file.Query(
                r => r.GetString(0),
                "SELECT DISTINCT key FROM preimages WHERE object=@1 AND (@2 IS NULL OR run=@2) AND key>@3 ORDER BY key LIMIT 1000",
                objectNumber,
                run,
                after);
            foreach (string key in page)
            {
                yield return key;
            }

            after = page.Count < 1000 ? null : page[^1];
        }
    }

    /// <summary>Forgets a row's images, when they were restored.</summary>
    /// <param name="objectNumber">The object.</param>
    /// <param name="key">Source key.</param>
    /// <param name="run">The image of that run only; null for all.</param>
    public void Remove(int objectNumber, string key, long? run = null) =>
        _file.Write("DELETE FROM preimages WHERE object=@1 AND key=@2 AND (@3 IS NULL OR run=@3)", objectNumber, key, run);

    private static string Place(int objectNumber, string key, long run) => $"{objectNumber}|{run}|{key}";

    private List<(long Run, string Json)> Read(int objectNumber, string key, long? run) => [.. _file.Query(
        r => (Run: r.GetInt64(0), Body: r.GetBytes(1)),
        "SELECT run, body FROM preimages WHERE object=@1 AND key=@2 AND (@3 IS NULL OR run=@3) ORDER BY run",
        objectNumber,
        key,
        run).Select(r => (r.Run, Encoding.UTF8.GetString(_cipher.Decrypt(r.Body, Place(objectNumber, key, r.Run)))))];
}
