using System.Text.Json;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Ledger;

/// <summary>The second steps: writes that can only follow the row's creation.</summary>
public sealed class StepStore
{
    private readonly LedgerConnection _file;

    internal StepStore(LedgerConnection file) => _file = file;

    /// <summary>True where a step that is planned may have been done before the ledger was lost: it is looked at first.</summary>
    internal bool AreInDoubt { get; init; }

    /// <summary>Notes a step to be done.</summary>
    /// <returns>True where it is to be done, false where it was already.</returns>
    public bool Plan(int objectNumber, string key, RowStep step) => (long)_file.Scalar(
        """
        INSERT INTO steps(object, key, kind, body, expected, state) VALUES(@1,@2,@3,@4,@5,@6)
        ON CONFLICT(object, key, kind) DO UPDATE SET body=excluded.body, expected=excluded.expected,
            state=CASE WHEN body=excluded.body AND state=2 THEN 2 ELSE excluded.state END
        RETURNING state
        """,
        objectNumber,
        key,
        step.Kind,
        step.Body,
        JsonSerializer.Serialize(step.Expected),
        AreInDoubt ? 1 : 0)! != 2;

    /// <summary>Forgets what a record's steps did before and do no more; a link that was made is planned to be cut.</summary>
    public void Drop(int objectNumber, string key, IReadOnlyList<RowStep> wanted)
    {
        List<(string Kind, string Body, string Expected)> known = _file.Query(
            r => (r.GetString(0), r.GetString(1), r.GetString(2)), "SELECT kind, body, expected FROM steps WHERE object=@1 AND key=@2", objectNumber, key);
        foreach ((string kind, string body, string expected) in known.Where(k => wanted.All(w => w.Kind != k.Kind)))
        {
            if (kind.StartsWith("link:", StringComparison.Ordinal))
            {
                string property = JsonElement.Parse(body).EnumerateObject().First().Name;
                Plan(objectNumber, key, new RowStep(
                    kind, $$"""{"{{property}}":null}""", JsonSerializer.Deserialize<Dictionary<string, string>>(expected)!.ToDictionary(e => e.Key, _ => "")));
            }
            else
            {
                _file.Write("DELETE FROM steps WHERE object=@1 AND key=@2 AND kind=@3", objectNumber, key, kind);
            }
        }
    }

    /// <summary>The open steps of an object's written rows, in key order: those that send a file, or all others.</summary>
    /// <param name="objectNumber">The object.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="files">Those that send a file, or all others.</param>
    /// <param name="kind">Only of this kind; null for all.</param>
    /// <param name="after">Only those behind this one.</param>
    public IReadOnlyList<LedgerStep> Open(int objectNumber, int count, bool files = false, string? kind = null, LedgerStep? after = null) => _file.Query(
        Read,
        """
        SELECT s.key, r.id, s.kind, s.body, s.expected, s.state FROM steps s JOIN records r ON r.object=s.object AND r.key=s.key
        WHERE s.object=@1 AND s.state<2 AND r.state=2 AND s.kind LIKE 'file:%' = @3 AND (@4 IS NULL OR s.kind=@4)
            AND (s.key, s.kind) > (@5, @6)
        ORDER BY s.key, s.kind LIMIT @2
        """,
        objectNumber,
        count,
        files ? 1 : 0,
        kind,
        after?.Key ?? "",
        after?.Kind ?? "");

    /// <summary>The steps of a kind that were done, or that an undo began to take back (<see cref="LedgerStep.Sent"/>).</summary>
    public IEnumerable<IReadOnlyList<LedgerStep>> Links(int objectNumber, string kindPrefix)
    {
        const int Page = 1000;
        for (string? after = ""; after is not null;)
        {
            List<LedgerStep> page = _file.Query(
                Read,
                """
                SELECT s.key, r.id, s.kind, s.body, s.expected, s.state FROM steps s JOIN records r ON r.object=s.object AND r.key=s.key
                WHERE s.object=@1 AND s.kind LIKE @2 AND s.state IN (1, 2) AND r.state IN (2, 6) AND s.key>@3 ORDER BY s.key LIMIT @4
                """,
                objectNumber,
                kindPrefix + "%",
                after,
                Page);
            string? open = page.Count < Page ? null : page[^1].Key; // its steps may go on after this page
            after = null;
            foreach (IGrouping<string, LedgerStep> row in page.Where(s => s.Key != open).GroupBy(s => s.Key, StringComparer.Ordinal))
            {
                after = open is null ? null : row.Key;
                yield return [.. row];
            }
        }
    }

    /// <summary>How many steps of an object's written rows are open.</summary>
    public long CountOpen(int objectNumber) => (long)_file.Scalar(
        "SELECT count(*) FROM steps s JOIN records r ON r.object=s.object AND r.key=s.key WHERE s.object=@1 AND s.state<2 AND r.state=2",
        objectNumber)!;

    /// <summary>Sets a step's state: 1 sent, 2 done, 3 refused, 4 taken back.</summary>
    public void Set(int objectNumber, LedgerStep step, int state) => _file.Write(
        "UPDATE steps SET state=@4 WHERE object=@1 AND key=@2 AND kind=@3", objectNumber, step.Key, step.Kind, state);

    /// <summary>True where a record has a step of the kind, done or not.</summary>
    public bool Has(int objectNumber, string key, string kind) =>
        _file.Scalar("SELECT 1 FROM steps WHERE object=@1 AND key=@2 AND kind=@3", objectNumber, key, kind) is not null;

    /// <summary>True where a record's step of the kind is done.</summary>
    public bool IsDone(int objectNumber, string key, string kind) =>
        _file.Scalar("SELECT 1 FROM steps WHERE object=@1 AND key=@2 AND kind=@3 AND state=2", objectNumber, key, kind) is not null;

    /// <summary>Forgets a step that is done for good and may come again.</summary>
    public void Forget(int objectNumber, string key, string kind) =>
        _file.Write("DELETE FROM steps WHERE object=@1 AND key=@2 AND kind=@3", objectNumber, key, kind);

    /// <summary>Opens the refused steps of an object again: what they lacked may be there by now.</summary>
    public void Reopen(int objectNumber) => _file.Write("UPDATE steps SET state=@2 WHERE object=@1 AND state=3", objectNumber, AreInDoubt ? 1 : 0);

    /// <summary>Forgets a record's steps, when its row is a new one.</summary>
    public void Forget(int objectNumber, string key) => _file.Write("DELETE FROM steps WHERE object=@1 AND key=@2", objectNumber, key);

    private static LedgerStep Read(LedgerStatement row) => new(
        row.GetString(0),
        row.GetId(1),
        row.GetString(2),
        row.GetString(3),
        JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(4))!,
        row.GetInt32(5) == 1);
}
