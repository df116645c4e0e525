using DentalMigration.Mapping;

namespace DentalMigration.Ledger;

/// <summary>Which rows that were there before the records of a migration were found for, and what people decided about them.</summary>
public sealed class MatchStore
{
    private readonly LedgerConnection _file;

    internal MatchStore(LedgerConnection file) => _file = file;

    /// <summary>The match of a record, or null where none was found.</summary>
    public RecordMatch? Find(int objectNumber, string key) => _file.Find(
        r => new RecordMatch(r.IsDBNull(0) ? null : r.GetId(0), (MatchKind)r.GetInt32(1)),
        "SELECT id, action FROM matches WHERE object=@1 AND key=@2",
        objectNumber,
        key);

    /// <summary>The records for which a row was found.</summary>
    public IReadOnlyList<string> Finders(int objectNumber, Guid id) =>
        _file.Query(r => r.GetString(0), "SELECT key FROM matches WHERE object=@1 AND id=@2", objectNumber, id.ToByteArray());

    /// <summary>Keeps a match.</summary>
    public void Set(int objectNumber, string key, RecordMatch match) => _file.Write(
        "INSERT INTO matches(object, key, id, action) VALUES(@1,@2,@3,@4) ON CONFLICT(object, key) DO UPDATE SET id=excluded.id, action=excluded.action",
        objectNumber,
        key,
        match.Id?.ToByteArray(),
        (int)match.Kind);

    /// <summary>Forgets a match.</summary>
    public void Remove(int objectNumber, string key) => _file.Write("DELETE FROM matches WHERE object=@1 AND key=@2", objectNumber, key);

    /// <summary>What a person decided about a record, or null.</summary>
    /// <param name="objectName">The object.</param>
    /// <param name="shownKey">The key as the lists of held rows show it.</param>
    public ExistingAction? Decision(string objectName, string shownKey) =>
        _file.Scalar("SELECT action FROM decisions WHERE object=@1 AND key=@2", objectName, shownKey) is long action ? (ExistingAction)(int)action : null;

    /// <summary>All that people decided, as a text.</summary>
    internal string Decisions() =>
        string.Join('\n', _file.Query(r => $"{r.GetString(0)} {r.GetString(1)} {r.GetInt64(2)}", "SELECT object, key, action FROM decisions ORDER BY object, key"));

    /// <summary>Keeps what a person decided about a record.</summary>
    public void Decide(string objectName, string shownKey, ExistingAction action) => _file.Write(
        "INSERT INTO decisions(object, key, action) VALUES(@1,@2,@3) ON CONFLICT(object, key) DO UPDATE SET action=excluded.action", objectName, shownKey, (int)action);
}

/// <summary>The row found for a record.</summary>
/// <param name="Id">The row; null where several were found.</param>
/// <param name="Kind">How sure that is.</param>
public sealed record RecordMatch(Guid? Id, MatchKind Kind);

/// <summary>How sure a match is.</summary>
public enum MatchKind
{
    /// <summary>One row, and it is the record's.</summary>
    One,

    /// <summary>Several rows.</summary>
    Several,

    /// <summary>One row, for several records.</summary>
    Shared,

    /// <summary>One row, and a person is to say whether it is the record's.</summary>
    Undecided,
}
