using System.Runtime.InteropServices;

namespace DentalMigration.Ledger;

/// <summary>
/// A fingerprint (32 bits) of each column of a row as it was last sent, so that a delta writes only what changed in the source, and what people
/// entered since stays. 0: nothing is known of the column. Encrypted, since a short fingerprint of a birth date gives the date away.
/// </summary>
internal sealed class PrintStore(LedgerConnection file, LedgerCipher cipher, MigrationLedger ledger)
{
    /// <summary>Says which columns the fingerprints of an object's rows stand for, in their order. Those of another order are forgotten.</summary>
    public void Bind(int objectNumber, IEnumerable<string> columns)
    {
        string now = string.Join(',', columns);
        if (ledger.Get(Name(objectNumber)) is not { } before)
        {
            ledger.Set(Name(objectNumber), now);
        }
        else if (before != now)
        {
            file.Write("UPDATE records SET prints=NULL WHERE object=@1", objectNumber);
            ledger.Set(Name(objectNumber), now);
        }
    }

    /// <summary>The fingerprints of a row, or null where none are kept.</summary>
    public uint[]? Find(int objectNumber, string key) =>
        (byte[]?)file.Scalar("SELECT prints FROM records WHERE object=@1 AND key=@2", objectNumber, key) is { } text
            ? MemoryMarshal.Cast<byte, uint>(cipher.Decrypt(text, Place(objectNumber, key))).ToArray()
            : null;

    /// <summary>The fingerprints as a record keeps them.</summary>
    public byte[] Seal(int objectNumber, string key, ReadOnlySpan<uint> prints) => cipher.Encrypt(MemoryMarshal.AsBytes(prints), Place(objectNumber, key));

    /// <summary>Keeps the fingerprints of a row.</summary>
    public void Set(int objectNumber, string key, ReadOnlySpan<uint> prints) =>
        file.Write("UPDATE records SET prints=@3 WHERE object=@1 AND key=@2", objectNumber, key, Seal(objectNumber, key, prints));

    /// <summary>Forgets what was last sent of some columns; the next run compares them with the row, and writes what differs.</summary>
    /// <param name="objectNumber">The object.</param>
    /// <param name="key">Source key.</param>
    /// <param name="columns">The names they are read by.</param>
    public void Forget(int objectNumber, string key, IReadOnlySet<string> columns) => Update(objectNumber, key, columns, []);

    /// <summary>Keeps what some columns were last sent with, where fingerprints of the row are kept at all.</summary>
    /// <param name="objectNumber">The object.</param>
    /// <param name="key">Source key.</param>
    /// <param name="columns">The names they are read by.</param>
    /// <param name="sent">The fingerprints of all columns, of which theirs are taken; empty to forget them.</param>
    public void Update(int objectNumber, string key, IReadOnlySet<string> columns, ReadOnlySpan<uint> sent)
    {
        if (Find(objectNumber, key) is not { } prints || ledger.Get(Name(objectNumber))?.Split(',') is not { } names)
        {
            return;
        }

        for (int i = 0; i < prints.Length && i < names.Length; i++)
        {
            prints[i] = !columns.Contains(names[i]) ? prints[i] : i < sent.Length ? sent[i] : 0;
        }

        Set(objectNumber, key, prints);
    }

    /// <summary>Keeps what a column was last sent with, where fingerprints of the row are kept at all.</summary>
    /// <param name="objectNumber">The object.</param>
    /// <param name="key">Source key.</param>
    /// <param name="column">The name it is read by.</param>
    /// <param name="sent">Its fingerprint.</param>
    public void Update(int objectNumber, string key, string column, uint sent)
    {
        if (Find(objectNumber, key) is { } prints && Array.IndexOf(ledger.Get(Name(objectNumber))?.Split(',') ?? [], column) is >= 0 and var i && i < prints.Length)
        {
            prints[i] = sent;
            Set(objectNumber, key, prints);
        }
    }

    private static string Name(int objectNumber) => $"columns:{objectNumber}";

    private static string Place(int objectNumber, string key) => $"prints|{objectNumber}|{key}";
}
