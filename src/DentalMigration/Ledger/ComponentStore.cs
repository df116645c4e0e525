namespace DentalMigration.Ledger;

/// <summary>The tables, columns, keys and currencies that we made and an undo takes back.</summary>
public sealed class ComponentStore
{
    private readonly LedgerConnection _file;

    internal ComponentStore(LedgerConnection file) => _file = file;

    /// <summary>Notes a component.</summary>
    /// <param name="kind"><c>table</c>, <c>column</c>, <c>lookup</c>, <c>key</c> or <c>currency</c>.</param>
    /// <param name="table">Its table; empty for a currency.</param>
    /// <param name="name">Logical name, or for a lookup the relationship's schema name.</param>
    public void Add(string kind, string table, string name) =>
        _file.Write("INSERT INTO components(kind, tbl, name) VALUES(@1,@2,@3) ON CONFLICT DO NOTHING", kind, table, name);

    /// <summary>Forgets a component that is gone.</summary>
    public void Remove(string kind, string table, string name) =>
        _file.Write("DELETE FROM components WHERE kind=@1 AND tbl=@2 AND name=@3", kind, table, name);

    /// <summary>All of a kind.</summary>
    public IReadOnlyList<(string Table, string Name)> Of(string kind) =>
        _file.Query(r => (r.GetString(0), r.GetString(1)), "SELECT tbl, name FROM components WHERE kind=@1 ORDER BY tbl, name", kind);
}
