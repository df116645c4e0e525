using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;

namespace DentalMigration.Ledger;

/// <summary>What kept rows from being written, and what to look at, by run.</summary>
public sealed class ProblemStore
{
    private readonly LedgerConnection _file;
    private readonly Dictionary<string, long> _texts = new(StringComparer.Ordinal);

    internal ProblemStore(LedgerConnection file) => _file = file;

    /// <summary>How keys are shown; as they are where it is not set.</summary>
    public KeyMask? Mask { get; set; }

    /// <summary>Notes a problem.</summary>
    public void Add(long run, SourceRecord record, RowProblem problem) =>
        Add(run, record.Object.Name, record.Key, problem, record.Position.File, record.Position.Line);

    /// <summary>Notes a problem of a file of the export.</summary>
    public void AddFile(long run, string objectName, string file, RowProblem problem) => Add(run, objectName, "", problem, file, 0);

    /// <summary>Notes a problem of a row whose record is not at hand.</summary>
    public void Add(long run, string objectName, string key, RowProblem problem) => Add(run, objectName, key, problem, "", 0);

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
                SELECT p.id, o.text, p.key, p.kind, c.text, f.text, r.text, s.text, p.line FROM problems p
                JOIN texts o ON o.id=p.object JOIN texts c ON c.id=p.code JOIN texts f ON f.id=p.field
                JOIN texts r ON r.id=p.reason JOIN texts s ON s.id=p.file
                WHERE p.run=@1 AND p.id>@2 AND (@3 IS NULL OR p.kind=@3) ORDER BY p.id LIMIT 500
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

    private void Add(long run, string objectName, string key, RowProblem problem, string file, int line) => _file.Write(
        "INSERT INTO problems(run, object, key, kind, code, field, reason, file, line) VALUES(@1,@2,@3,@4,@5,@6,@7,@8,@9)",
        run,
        Text(objectName),
        Mask?.Show(objectName, key) ?? key,
        (int)problem.Kind,
        Text(problem.Code),
        Text(problem.Field),
        Text(problem.Reason),
        Text(file),
        line);

    /// <summary>The number a text is kept under: a large practice has the same few sentences tens of thousands of times.</summary>
    private long Text(string text)
    {
        lock (_file.Gate)
        {
            if (!_texts.TryGetValue(text, out long id))
            {
                _file.Write("INSERT INTO texts(text) VALUES(@1) ON CONFLICT DO NOTHING", text);
                id = (long)_file.Scalar("SELECT id FROM texts WHERE text=@1", text)!;
                _texts.Add(text, id);
            }

            return id;
        }
    }
}
