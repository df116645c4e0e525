
namespace DentalMigration.Ledger;

/// <summary>The rows of a migration, by object and source key.</summary>
public sealed class RecordStore
{
    private const string Columns = "key, id, state, made, hash, batch, run, version, owner, born, edited, practice, source";

    private readonly LedgerConnection _file;

    internal RecordStore(LedgerConnection file) => _file = file;

    /// <summary>The record, or null when it was never seen.</summary>
    public LedgerRecord? Find(int objectNumber, string key) =>
        _file.Find(Read, $"SELECT {Columns} FROM records WHERE object=@1 AND key=@2", objectNumber, key);

    /// <summary>True where the migration made the row.</summary>
    public bool IsOurs(Guid id) => _file.Scalar("SELECT 1 FROM records WHERE substr(id, 11)=substr(@1, 11) AND id=@1 AND made=1 LIMIT 1", id.ToByteArray()) is not null;

    /// <summary>Records of a state in key order, a page at a time, so that millions need no memory.</summary>
    public IEnumerable<LedgerRecord> Walk(int objectNumber, RecordState state, int page = 1000)
    {
        string after = "";
        while (true)
        {
            List<LedgerRecord> rows = _file.Query(
                Read,
                $"SELECT {Columns} FROM records WHERE object=@1 AND state=@2 AND key>@3 ORDER BY key LIMIT @4",
                objectNumber,
                (int)state,
                after,
                page);
            foreach (LedgerRecord row in rows)
            {
                yield return row;
            }

            if (rows.Count < page)
            {
                yield break;
            }

            after = rows[^1].Key;
        }
    }

    /// <summary>The written records of an object that wait for an owner, in key order.</summary>
    public IReadOnlyList<LedgerRecord> Staged(int objectNumber) => _file.Query(
        Read,
        $"SELECT {Columns} FROM records WHERE object=@1 AND state=2 AND made=1 AND owner IN (SELECT id FROM owners WHERE provider IS NOT NULL) ORDER BY key",
        objectNumber);

    /// <summary>How many records of an object are in a state.</summary>
    public long Count(int objectNumber, RecordState state) =>
        (long)_file.Scalar("SELECT count(*) FROM records WHERE object=@1 AND state=@2", objectNumber, (int)state)!;

    /// <summary>How many written records of an object a run did not see, without those for which a step of a kind is done.</summary>
    public long CountUnseen(int objectNumber, long run, string kind) => (long)_file.Scalar(
        """
        SELECT count(*) FROM records r WHERE object=@1 AND state=2 AND run<>@2
            AND NOT EXISTS(SELECT 1 FROM steps s WHERE s.object=r.object AND s.key=r.key AND s.kind=@3 AND s.state=2)
        """,
        objectNumber,
        run,
        kind)!;

    /// <summary>True where some written row was not read back since it was last written.</summary>
    public bool AnyUnverified(int objectNumber) =>
        _file.Scalar("SELECT 1 FROM records WHERE object=@1 AND state=2 AND made=1 AND version IS NULL LIMIT 1", objectNumber) is not null;

    /// <summary>The rows of an object that were not read back since they were last written, where there are at most so many; else none.</summary>
    public IReadOnlyList<Guid> Unverified(int objectNumber, int most)
    {
        List<Guid> rows = _file.Query(
            r => r.GetId(0), "SELECT id FROM records WHERE object=@1 AND state=2 AND made=1 AND version IS NULL LIMIT @2", objectNumber, most + 1);
        return rows.Count <= most ? rows : [];
    }

    /// <summary>Notes that a row is about to be sent.</summary>
    public void Intend(int objectNumber, string key, Guid id, byte[] hash, long? batch, long run, bool made) => _file.Write(
        """
        INSERT INTO records(object, key, id, state, made, hash, batch, run, attempts, born) VALUES(@1,@2,@3,1,@4,@5,@6,@7,1,@7)
        ON CONFLICT(object, key) DO UPDATE SET id=excluded.id, made=excluded.made, hash=excluded.hash, batch=excluded.batch,
            run=excluded.run, version=NULL, attempts=attempts+1, source=NULL,
            born=CASE WHEN state=2 AND born IS NOT NULL THEN born ELSE excluded.born END,
            edited=CASE WHEN state=2 THEN edited ELSE 0 END, state=1
        """,
        objectNumber,
        key,
        id.ToByteArray(),
        made ? 1 : 0,
        hash,
        batch,
        run);

    /// <summary>Notes that the row is there, with the content of that fingerprint.</summary>
    /// <param name="objectNumber">The object.</param>
    /// <param name="key">Source key.</param>
    /// <param name="hash">The fingerprint.</param>
    /// <param name="owner">Number of the owner it was given; null leaves what is known.</param>
    public void Wrote(int objectNumber, string key, byte[] hash, int? owner = null) => _file.Write(
        "UPDATE records SET state=2, hash=@3, batch=NULL, version=NULL, source=NULL, owner=coalesce(@4, owner) WHERE object=@1 AND key=@2", objectNumber, key, hash, owner);

    /// <summary>
    /// The same, with the practice it belongs to, the encrypted fingerprints of its columns and that of the record; null leaves the practice, and forgets
    /// the fingerprints.
    /// </summary>
    internal void Wrote(int objectNumber, string key, byte[] hash, int? owner, int? practice, byte[]? prints, long? source) => _file.Write(
        """
        UPDATE records SET state=2, hash=@3, batch=NULL, version=NULL, owner=coalesce(@4, owner), practice=coalesce(@5, practice), prints=@6,
            source=CASE WHEN made=1 THEN @7 END
        WHERE object=@1 AND key=@2
        """,
        objectNumber,
        key,
        hash,
        owner,
        practice,
        prints,
        source);

    /// <summary>Notes that somebody else changed the row between two writes of ours, so that an undo keeps it.</summary>
    public void Edited(int objectNumber, string key)
    {
        lock (_file.Gate)
        {
            _file.Write("UPDATE records SET edited=1 WHERE object=@1 AND key=@2", objectNumber, key);
            _file.Watch?.EditNoted(objectNumber, key);
        }
    }

    /// <summary>Takes the note back that somebody else changed the row: nothing of theirs is left in it.</summary>
    public void NotEdited(int objectNumber, string key) => _file.Write("UPDATE records SET edited=0 WHERE object=@1 AND key=@2", objectNumber, key);

    /// <summary>Notes that a record has no row: held or rejected. A row that is there, or that an undo kept, stays what it is.</summary>
    public void Stopped(int objectNumber, string key, RecordState state, long run) => _file.Write(
        """
        INSERT INTO records(object, key, state, run) VALUES(@1,@2,@3,@4)
        ON CONFLICT(object, key) DO UPDATE SET run=excluded.run, batch=NULL, state=CASE WHEN state IN (2, 6) THEN state ELSE excluded.state END
        """,
        objectNumber,
        key,
        (int)state,
        run);

    /// <summary>Notes that a record's row was there before, and is left as it is.</summary>
    public void Left(int objectNumber, string key, Guid id, long run) => _file.Write(
        """
        INSERT INTO records(object, key, id, state, made, run) VALUES(@1,@2,@3,7,0,@4)
        ON CONFLICT(object, key) DO UPDATE SET id=excluded.id, state=7, made=0, hash=NULL, batch=NULL, run=excluded.run, version=NULL, prints=NULL, source=NULL
        """,
        objectNumber,
        key,
        id.ToByteArray(),
        run);

    /// <summary>The fingerprints of an object's records, for one pass over them.</summary>
    internal KnownSources Sources(int objectNumber) => new(_file, objectNumber);

    /// <summary>Notes that this run saw the record, and that its row is as the record of that fingerprint is.</summary>
    internal void Saw(int objectNumber, string key, long run, long? source) => _file.Write(
        "UPDATE records SET run=@3, source=CASE WHEN made=1 AND state=2 THEN @4 END WHERE object=@1 AND key=@2", objectNumber, key, run, source);

    /// <summary>Forgets every record's fingerprint, so that the next run makes each row anew and compares it.</summary>
    internal void ForgetSources() => _file.Write("UPDATE records SET source=NULL WHERE source IS NOT NULL");

    /// <summary>Notes that this run saw the record.</summary>
    public void Saw(int objectNumber, string key, long run) =>
        _file.Write("UPDATE records SET run=@3 WHERE object=@1 AND key=@2", objectNumber, key, run);

    /// <summary>Notes that we wrote to the row after it was read back, so that its version is to be read again.</summary>
    public void Touched(int objectNumber, string key) =>
        _file.Write("UPDATE records SET version=NULL WHERE object=@1 AND key=@2", objectNumber, key);

    /// <summary>
    /// Notes that what the row holds is not known until an answer is: should none come, the next run that has the record reads the row, whatever the record
    /// says by then.
    /// </summary>
    internal void Doubt(int objectNumber, string key) =>
        _file.Write("UPDATE records SET version=NULL, hash=x'', source=NULL WHERE object=@1 AND key=@2", objectNumber, key);

    /// <summary>True where the ledger knows a record of the object.</summary>
    public bool Any(int objectNumber) => _file.Scalar("SELECT 1 FROM records WHERE object=@1 LIMIT 1", objectNumber) is not null;

    /// <summary>True where the ledger knows a record of any object.</summary>
    public bool Any() => _file.Scalar("SELECT 1 FROM records LIMIT 1") is not null;

    /// <summary>Notes the version a row was read back with.</summary>
    public void Verified(int objectNumber, string key, long version) =>
        _file.Write("UPDATE records SET version=@3 WHERE object=@1 AND key=@2", objectNumber, key, version);

    /// <summary>Notes the version a written row was read back with, where none is known yet.</summary>
    /// <returns>Whose row it is; null where there is nothing to note.</returns>
    public VerifiedRow? Verified(int objectNumber, Guid id, long version) => _file.Find(
        r => new VerifiedRow(r.GetString(0), r.IsDBNull(1) ? null : r.GetInt32(1)),
        "UPDATE records SET version=@3 WHERE substr(id, 11)=substr(@2, 11) AND id=@2 AND object=@1 AND state=2 AND version IS NULL RETURNING key, owner",
        objectNumber,
        id.ToByteArray(),
        version);

    /// <summary>The record of an object that has the row, or null.</summary>
    public LedgerRecord? FindById(int objectNumber, Guid id) =>
        _file.Find(Read, $"SELECT {Columns} FROM records WHERE substr(id, 11)=substr(@2, 11) AND id=@2 AND object=@1", objectNumber, id.ToByteArray());

    /// <summary>Sets what became of a row in an undo.</summary>
    public void Set(int objectNumber, string key, RecordState state, bool keepVersion = false) => _file.Write(
        """
        UPDATE records SET state=@3, batch=NULL, version=CASE WHEN @4 THEN version END, prints=CASE WHEN @3=5 THEN NULL ELSE prints END,
            source=NULL
        WHERE object=@1 AND key=@2
        """,
        objectNumber,
        key,
        (int)state,
        keepVersion ? 1 : 0);

    /// <summary>Takes an intent back whose row proved not to be there.</summary>
    public void Forget(int objectNumber, string key) =>
        _file.Write("DELETE FROM records WHERE object=@1 AND key=@2 AND state=1", objectNumber, key);

    private static LedgerRecord Read(LedgerStatement reader) => new(
        reader.GetString(0),
        reader.IsDBNull(1) ? Guid.Empty : reader.GetId(1),
        (RecordState)reader.GetInt32(2),
        reader.GetInt32(3) == 1,
        reader.IsDBNull(4) ? null : reader.GetBytes(4),
        reader.IsDBNull(5) ? null : reader.GetInt64(5),
        reader.GetInt64(6),
        reader.IsDBNull(7) ? null : reader.GetInt64(7),
        reader.IsDBNull(8) ? null : reader.GetInt32(8),
        reader.IsDBNull(9) ? null : reader.GetInt64(9),
        reader.GetInt32(10) == 1,
        reader.IsDBNull(11) ? null : reader.GetInt32(11),
        reader.IsDBNull(12) ? null : reader.GetInt64(12));
}
