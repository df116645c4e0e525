namespace DentalMigration.Ledger;

/// <summary>The tables, columns, keys, views and so on that we made and an undo takes back.</summary>
public sealed class ComponentStore
{
    private readonly LedgerConnection _file;

    internal ComponentStore(LedgerConnection file) => _file = file;

    /// <summary>Notes a component.</summary>
    /// <param name="kind"><c>table</c>, <c>column</c>, <c>lookup</c>, <c>key</c>, <c>view</c>, <c>form</c>… as in a plan, in lower case.</param>
    /// <param name="table">Its table; empty for what belongs to none, such as a currency.</param>
    /// <param name="name">Logical name; for a lookup the relationship's schema name, for what is a row its id.</param>
    public void Add(string kind, string table, string name) =>
        _file.Write("INSERT INTO components(kind, tbl, name) VALUES(@1,@2,@3) ON CONFLICT DO NOTHING", kind, table, name);

    /// <summary>Forgets a component that is gone.</summary>
    public void Remove(string kind, string table, string name) =>
        _file.Write("DELETE FROM components WHERE kind=@1 AND tbl=@2 AND name=@3", kind, table, name);

    /// <summary>How many there are of each kind, most first.</summary>
    public IReadOnlyList<(string Kind, long Count)> Count() =>
        _file.Query(r => (r.GetString(0), r.GetInt64(1)), "SELECT kind, count(*) FROM components GROUP BY kind ORDER BY 2 DESC, kind");

    /// <summary>All of a kind.</summary>
    public IReadOnlyList<(string Table, string Name)> Of(string kind) =>
        _file.Query(r => (r.GetString(0), r.GetString(1)), "SELECT tbl, name FROM components WHERE kind=@1 ORDER BY tbl, name", kind);
}
