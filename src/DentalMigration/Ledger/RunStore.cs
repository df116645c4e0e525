using System.Globalization;
using System.Text.Json;

namespace DentalMigration.Ledger;

/// <summary>The runs of a migration and what each counted.</summary>
public sealed class RunStore
{
    private const string WholeUndo = "wholeundo";

    private readonly LedgerConnection _file;
    private readonly TimeProvider _clock;

    internal RunStore(LedgerConnection file, TimeProvider clock)
    {
        _file = file;
        _clock = clock;
    }

    /// <summary>Number of the newest run of a kind, or of any; 0 when there is none.</summary>
    public long Last(string? kind = null) => (long?)_file.Scalar("SELECT max(id) FROM runs WHERE @1 IS NULL OR kind=@1", kind) ?? 0;

    /// <summary>Number of the newest load or delta; 0 where there is none.</summary>
    public long LastLoaded() => Math.Max(Last("load"), Last("sync"));

    /// <summary>Number of the newest load or delta that was not undone as such; 0 where there is none.</summary>
    public long LastStanding() => (long?)_file.Scalar("SELECT max(id) FROM runs WHERE kind IN ('load', 'sync') AND outcome IS NOT 'undone'") ?? 0;

    /// <summary>True where a delta stands that no undo took back.</summary>
    internal bool HasDelta() => _file.Scalar("SELECT 1 FROM runs WHERE kind='sync' AND outcome IS NOT 'undone' AND id>@1 LIMIT 1", LastWholeUndo()) is not null;

    /// <summary>Number of the newest undo of everything; 0 when there is none. One of a run, of objects or of practices is no such.</summary>
    public long LastWholeUndo() => _file.Get(WholeUndo) is { } run ? long.Parse(run, CultureInfo.InvariantCulture) : 0;

    /// <summary>Notes that a run undoes everything.</summary>
    internal void UndoesAll(long run) => _file.Set(WholeUndo, run.ToString(CultureInfo.InvariantCulture));

    /// <summary>Starts a run.</summary>
    /// <param name="kind"><c>load</c>, <c>sync</c>, <c>repair</c>, <c>owners</c> or <c>undo</c>.</param>
    /// <param name="who">The Dataverse users, separated by commas, and after a space the OS user.</param>
    public long Begin(string kind, string who) => (long)_file.Scalar(
        "INSERT INTO runs(kind, started, who) VALUES(@1,@2,@3) RETURNING id", kind, Now(), who)!;

    /// <summary>Ends a run.</summary>
    public void End(long run, string outcome) => _file.Write("UPDATE runs SET ended=@2, outcome=@3 WHERE id=@1", run, Now(), outcome);

    /// <summary>Keeps what a run counted of an object.</summary>
    public void SetCounts(long run, ObjectCounts counts) => _file.Write(
        "INSERT INTO counts(run, object, body) VALUES(@1,@2,@3) ON CONFLICT(run, object) DO UPDATE SET body=excluded.body",
        run,
        counts.Object,
        JsonSerializer.Serialize(counts));

    /// <summary>What a run counted, in the order of the objects.</summary>
    public IReadOnlyList<ObjectCounts> Counts(long run) => _file.Query(
        r => JsonSerializer.Deserialize<ObjectCounts>(r.GetString(0))!,
        "SELECT c.body FROM counts c LEFT JOIN objects o ON o.name=c.object WHERE c.run=@1 ORDER BY o.id",
        run);

    /// <summary>The Dataverse users in whose name the runs went.</summary>
    public IReadOnlySet<Guid> Users() => _file.Query(r => r.GetString(0), "SELECT DISTINCT who FROM runs")
        .SelectMany(who => who.Split(' ')[0].Split(','))
        .Select(id => Guid.TryParse(id, out Guid user) ? user : Guid.Empty)
        .ToHashSet();

    /// <summary>How a run ended: <c>done</c>, <c>paused</c>, <c>broken off</c>; null where its process died, or it is under way.</summary>
    public string? Outcome(long run) => _file.Scalar("SELECT outcome FROM runs WHERE id=@1", run) as string;

    /// <summary>All runs in their order: number, kind, and how each ended.</summary>
    public IReadOnlyList<(long Run, string Kind, string? Outcome)> All() =>
        _file.Query(r => (r.GetInt64(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2)), "SELECT id, kind, outcome FROM runs ORDER BY id");

    private string Now() => _clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
}
