
namespace DentalMigration.Ledger;

/// <summary>What an undo asks of the ledger, and notes in it, that nobody else does.</summary>
internal sealed class UndoStore
{
    private readonly LedgerConnection _file;

    internal UndoStore(LedgerConnection file) => _file = file;

    /// <summary>What kind a run was, or null where there is none of that number.</summary>
    public string? KindOf(long run) => (string?)_file.Scalar("SELECT kind FROM runs WHERE id=@1", run);

    /// <summary>The object that a row of ours which is still there belongs to, or null where the row is not ours.</summary>
    public string? ObjectOf(Guid id) => (string?)_file.Scalar(
        "SELECT o.name FROM records r JOIN objects o ON o.id=r.object WHERE substr(r.id, 11)=substr(@1, 11) AND r.id=@1 AND r.made=1 AND r.state IN (1, 2, 6) LIMIT 1", id.ToByteArray());

    /// <summary>True where a later run that still stands changed the row.</summary>
    public bool HasLaterImage(int objectNumber, string key, long run) => _file.Scalar(
        "SELECT 1 FROM preimages WHERE object=@1 AND key=@2 AND run>@3 LIMIT 1", objectNumber, key, run) is not null;

    /// <summary>Notes that columns of the row are put back, so the next run looks at the row again. What was last sent of them is forgotten by <see cref="PrintStore.Forget"/>.</summary>
    public void Reopen(int objectNumber, string key) => _file.Write("UPDATE records SET hash=x'', version=NULL, source=NULL WHERE object=@1 AND key=@2", objectNumber, key);

    /// <summary>Forgets what hung on a row of ours that is gone.</summary>
    public void Forget(int objectNumber, string key)
    {
        _file.Write("DELETE FROM steps WHERE object=@1 AND key=@2", objectNumber, key);
        _file.Write("DELETE FROM files WHERE object=@1 AND key=@2", objectNumber, key);
        _file.Write("DELETE FROM preimages WHERE object=@1 AND key=@2", objectNumber, key);
    }

    /// <summary>Notes that a run was taken back. Records it saw count as seen by the run that stands before it.</summary>
    public void Undone(long run)
    {
        _file.Write("UPDATE runs SET outcome='undone' WHERE id=@1", run);
        _file.Write(
            """
            UPDATE records SET run=coalesce((SELECT max(id) FROM runs WHERE id<@1 AND id>=records.born AND (id=records.born OR outcome IS NOT 'undone') AND kind IN ('load', 'sync')), run)
            WHERE run=@1 AND born IS NOT NULL
            """,
            run);
    }

    /// <summary>How many rows of ours an undo would delete.</summary>
    /// <param name="objectName">The object.</param>
    /// <param name="run">Only rows born in that run; null for all.</param>
    /// <param name="practices">Only rows of these practices, by number; null for all.</param>
    public long CountMade(string objectName, long? run, IReadOnlySet<int>? practices) => Sum(
        """
        SELECT r.practice, count(*) FROM records r JOIN objects o ON o.id=r.object
        WHERE o.name=@1 AND r.made=1 AND r.state IN (1, 2, 6) AND (@2 IS NULL OR r.born=@2) GROUP BY r.practice
        """,
        objectName,
        run,
        practices);

    /// <summary>How many rows have columns that an undo would put back: rows of others, or, of one run, all that it did not make.</summary>
    /// <param name="objectName">The object.</param>
    /// <param name="run">Only what that run changed; null for all.</param>
    /// <param name="practices">Only rows of these practices, by number; null for all.</param>
    public long CountChanged(string objectName, long? run, IReadOnlySet<int>? practices) => Sum(
        """
        SELECT r.practice, count(DISTINCT r.key) FROM records r JOIN objects o ON o.id=r.object JOIN preimages p ON p.object=r.object AND p.key=r.key
        WHERE o.name=@1 AND r.state IN (1, 2, 3, 6) AND CASE WHEN @2 IS NULL THEN r.made=0 ELSE p.run=@2 AND NOT (r.made=1 AND r.born IS @2) END GROUP BY r.practice
        """,
        objectName,
        run,
        practices);

    private long Sum(string sql, string objectName, long? run, IReadOnlySet<int>? practices) => _file
        .Query(ReadCount, sql, objectName, run)
        .Where(c => practices is null || (c.Practice is { } p && practices.Contains(p)))
        .Sum(c => c.Rows);

    private static (int? Practice, long Rows) ReadCount(LedgerStatement row) => (row.IsDBNull(0) ? null : row.GetInt32(0), row.GetInt64(1));
}
