using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Storage;

/// <summary>
/// The two layers of forms, views, charts, site maps and apps: the published rows in the table itself, and beside it, in a
/// table of the same columns, the rows with changes that nobody has published yet.
/// </summary>
internal static class Layers
{
    /// <summary>New rows of these tables wait for publishing; others are published as they are created.</summary>
    private static readonly string[] StartUnpublished = ["sitemap", "appmodule"];

    /// <summary>The SQL table that holds the unpublished rows.</summary>
    public static string Draft(Table table) => table.Name + "~";

    /// <summary>What stands after FROM to read rows as they were last written.</summary>
    public static string Latest(Table table)
    {
        string published = TableLayout.Quote(table.Name);
        if (!table.Definition.IsLayered)
        {
            return published;
        }
        string draft = TableLayout.Quote(Draft(table));
        string id = TableLayout.Quote(table.PrimaryId);
        return $"(SELECT 2*rowid AS rowid, * FROM {published} WHERE {id} NOT IN (SELECT {id} FROM {draft}) " +
            $"UNION ALL SELECT 2*rowid+1, * FROM {draft})";
    }

    /// <summary>The SQL table that a new row goes to.</summary>
    public static string ForCreate(Table table) => StartUnpublished.Contains(table.Name) ? Draft(table) : table.Name;

    /// <summary>The SQL table in which a row is changed; a published row is copied there first.</summary>
    public static string ForUpdate(Connection connection, Table table, Guid id)
    {
        if (!table.Definition.IsLayered)
        {
            return table.Name;
        }
        string primary = TableLayout.Quote(table.PrimaryId);
        string draft = TableLayout.Quote(Draft(table));
        using Statement copy = connection.Prepare($"INSERT INTO {draft} SELECT * FROM {TableLayout.Quote(table.Name)} " +
            $"WHERE {primary}=?1 AND NOT EXISTS(SELECT 1 FROM {draft} WHERE {primary}=?1)");
        copy.Bind(1, id).Run();
        return Draft(table);
    }

    /// <summary>The ids of rows that wait for publishing.</summary>
    public static List<Guid> Waiting(Connection connection, Table table)
    {
        var ids = new List<Guid>();
        using Statement rows = connection.Prepare($"SELECT {TableLayout.Quote(table.PrimaryId)} FROM {TableLayout.Quote(Draft(table))} ORDER BY rowid");
        while (rows.Step())
        {
            ids.Add(rows.Id(0));
        }
        return ids;
    }

    /// <summary>Publishes a row that waits.</summary>
    public static void Publish(Connection connection, Table table, Guid id)
    {
        string primary = TableLayout.Quote(table.PrimaryId);
        string published = TableLayout.Quote(table.Name);
        string draft = TableLayout.Quote(Draft(table));
        string columns = string.Join(",", ColumnsOf(table).Select(TableLayout.Quote));
        Run(connection, $"UPDATE {published} SET ({columns})=(SELECT {columns} FROM {draft} d WHERE d.{primary}=?1) WHERE {primary}=?1", id);
        Run(connection, $"INSERT INTO {published} SELECT * FROM {draft} WHERE {primary}=?1 " +
            $"AND NOT EXISTS(SELECT 1 FROM {published} WHERE {primary}=?1)", id);
        Forget(connection, table, id);
    }

    /// <summary>Drops the unpublished layer of a row.</summary>
    public static void Forget(Connection connection, Table table, Guid id) =>
        Run(connection, $"DELETE FROM {TableLayout.Quote(Draft(table))} WHERE {TableLayout.Quote(table.PrimaryId)}=?1", id);

    private static IEnumerable<string> ColumnsOf(Table table) => table.Columns.Where(c => c.IsStored && !c.IsPrimaryId)
        .SelectMany(c => c.IsPolymorphic ? [c.Name, c.TypeColumn] : (string[])[c.Name]);

    private static void Run(Connection connection, string sql, Guid id)
    {
        using Statement statement = connection.Prepare(sql);
        statement.Bind(1, id).Run();
    }
}
