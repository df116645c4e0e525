using DentalMigration.Dataverse;

namespace DentalMigration.Ledger;

/// <summary>The files of rows: the checksum of what was sent, and the sessions of uploads under way.</summary>
public sealed class FileStore
{
    private const string Columns = "f.key, r.id, f.name, f.mime, f.length, f.checksum, f.plan, f.token, f.block, f.sent";
    private const string Joined = "FROM files f LEFT JOIN records r ON r.object=f.object AND r.key=f.key";

    private readonly LedgerConnection _file;

    internal FileStore(LedgerConnection file) => _file = file;

    /// <summary>What is known of a record's file, or null.</summary>
    public LedgerFile? Find(int objectNumber, string key) =>
        _file.Find(Read, $"SELECT {Columns} {Joined} WHERE f.object=@1 AND f.key=@2", objectNumber, key);

    /// <summary>The files of an object's rows that were sent whole, in key order, a page at a time.</summary>
    public IEnumerable<LedgerFile> Sent(int objectNumber, int page = 500)
    {
        string after = "";
        while (true)
        {
            List<LedgerFile> files = _file.Query(
                Read,
                $"SELECT {Columns} {Joined} WHERE f.object=@1 AND f.key>@2 AND f.checksum IS NOT NULL AND r.state=@3 ORDER BY f.key LIMIT @4",
                objectNumber,
                after,
                (int)RecordState.Written,
                page);
            foreach (LedgerFile file in files)
            {
                yield return file;
            }

            if (files.Count < page)
            {
                yield break;
            }

            after = files[^1].Key;
        }
    }

    /// <summary>Notes how far the service has acknowledged an upload.</summary>
    /// <param name="objectNumber">The object.</param>
    /// <param name="key">Source key.</param>
    /// <param name="plan">Fingerprint of the step, so that a file that changed does not go on in the session of its former content.</param>
    /// <param name="session">The session.</param>
    public void Acknowledged(int objectNumber, string key, byte[] plan, UploadSession session) => _file.Write(
        """
        INSERT INTO files(object, key, plan, token, block, sent) VALUES(@1,@2,@3,@4,@5,@6)
        ON CONFLICT(object, key) DO UPDATE SET plan=excluded.plan, token=excluded.token, block=excluded.block, sent=excluded.sent
        """,
        objectNumber,
        key,
        plan,
        session.Token,
        session.BlockSize,
        session.Acknowledged);

    /// <summary>Notes that a file is there, whole.</summary>
    public void Done(int objectNumber, string key, string name, string mimeType, long length, byte[] checksum) => _file.Write(
        """
        INSERT INTO files(object, key, name, mime, length, checksum) VALUES(@1,@2,@3,@4,@5,@6)
        ON CONFLICT(object, key) DO UPDATE SET name=excluded.name, mime=excluded.mime, length=excluded.length, checksum=excluded.checksum,
            plan=NULL, token=NULL, block=NULL, sent=NULL
        """,
        objectNumber,
        key,
        name,
        mimeType,
        length,
        checksum);

    /// <summary>Notes that another file is about to be sent: until it is there whole, none passes for the one that is.</summary>
    internal void Doubt(int objectNumber, string key) => _file.Write("UPDATE files SET length=NULL WHERE object=@1 AND key=@2", objectNumber, key);

    /// <summary>Forgets a record's file, when its row is a new one.</summary>
    public void Forget(int objectNumber, string key) => _file.Write("DELETE FROM files WHERE object=@1 AND key=@2", objectNumber, key);

    private static LedgerFile Read(LedgerStatement row) => new(
        row.GetString(0),
        row.IsDBNull(1) ? Guid.Empty : row.GetId(1),
        row.IsDBNull(2) ? null : row.GetString(2),
        row.IsDBNull(3) ? null : row.GetString(3),
        row.IsDBNull(4) ? null : row.GetInt64(4),
        row.IsDBNull(5) ? null : row.GetBytes(5),
        row.IsDBNull(6) ? null : row.GetBytes(6),
        row.IsDBNull(7) ? null : new UploadSession(row.GetString(7), row.GetInt32(8), row.GetInt64(9)));
}
