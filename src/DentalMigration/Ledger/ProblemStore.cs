using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;

namespace DentalMigration.Ledger;

/// <summary>What kept rows from being written, and what to look at, by run.</summary>
public sealed class ProblemStore
{
    private readonly LedgerConnection _file;

    internal ProblemStore(LedgerConnection file) => _file = file;

    /// <summary>Notes a problem.</summary>
    public void Add(long run, SourceRecord record, RowProblem problem) => _file.Write(
        "INSERT INTO problems(run, object, key, kind, code, field, reason, file, line) VALUES(@1,@2,@3,@4,@5,@6,@7,@8,@9)",
        run,
        record.Object.Name,
        record.Key,
        (int)problem.Kind,
        problem.Code,
        problem.Field,
        problem.Reason,
        record.Position.File,
        record.Position.Line);

    /// <summary>Notes a problem of a file of the export.</summary>
    public void AddFile(long run, string objectName, string file, RowProblem problem) => _file.Write(
        "INSERT INTO problems(run, object, key, kind, code, field, reason, file, line) VALUES(@1,@2,'',@3,@4,'',@5,@6,0)",
        run,
        objectName,
        (int)problem.Kind,
        problem.Code,
        problem.Reason,
        file);

    /// <summary>Notes a problem of a row whose record is not at hand.</summary>
    public void Add(long run, string objectName, string key, RowProblem problem) => _file.Write(
        "INSERT INTO problems(run, object, key, kind, code, field, reason, file, line) VALUES(@1,@2,@3,@4,@5,@6,@7,'',0)",
        run,
        objectName,
        key,
        (int)problem.Kind,
        problem.Code,
        problem.Field,
        problem.Reason);

    /// <summary>How many problems of a kind a run met.</summary>
    public long Count(long run, ProblemKind kind) =>
        (long)_file.Scalar("SELECT count(*) FROM problems WHERE run=@1 AND kind=@2", run, (int)kind)!;

    /// <summary>The problems of a run in the order met, streamed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="kind">Only of this kind; null for all.</param>
    public IEnumerable<LedgerProblem> Of(long run, ProblemKind? kind = null)
    {
        long after = 0;
        while (true)
        {
            List<(long Id, LedgerProblem Problem)> page = _file.Query(
                r => (r.GetInt64(0), new LedgerProblem(
                    r.GetString(1), r.GetString(2), (ProblemKind)r.GetInt32(3), r.GetString(4), r.GetString(5), r.GetString(6), r.GetString(7), r.GetInt32(8))),
                """
                SELECT id, object, key, kind, code, field, reason, file, line FROM problems
                WHERE run=@1 AND id>@2 AND (@3 IS NULL OR kind=@3) ORDER BY id LIMIT 500
                """,
                run,
                after,
                kind is { } k ? (int)k : null);
            foreach ((long _, LedgerProblem problem) in page)
            {
                yield return problem;
            }

            if (page.Count < 500)
            {
                yield break;
            }

            after = page[^1].Id;
        }
    }
}
