using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Storage;

/// <summary>
/// The SQL side of the schema. Each table has a real column for each stored column; <c>made</c># says that the server made the
/// row's id, and a polymorphic lookup has a second column with its target's name.
/// </summary>
internal static class TableLayout
{
    /// <summary>1 when the server chose the row's id.</summary>
    public const string MadeColumn = "made#";

    public static string Quote(string name) => $"\"{name}\"";

    public static void Create(Connection connection, Table table) => CreateMissing(connection, table, new HashSet<string>());

    /// <summary>Creates the SQL tables of a table that are not there yet.</summary>
    public static void CreateMissing(Connection connection, Table table, IReadOnlySet<string> present)
    {
        var columns = new List<string> { $"{Quote(table.PrimaryId)} BLOB NOT NULL", $"{Quote(MadeColumn)} INTEGER" };
        foreach (ColumnDef column in table.Columns.Where(c => c.IsStored && !c.IsPrimaryId))
        {
            columns.Add(Declare(column) + DefaultOf(column));
            if (column.IsPolymorphic)
            {
                columns.Add(Quote(column.TypeColumn) + " TEXT");
            }
        }
        string[] names = table.Definition.IsLayered ? [table.Name, Layers.Draft(table)] : [table.Name];
        foreach (string name in names.Where(n => !present.Contains(n)))
        {
            connection.Execute($"CREATE TABLE {Quote(name)}({string.Join(", ", columns)})");
            connection.Execute($"CREATE UNIQUE INDEX {Quote("pk:" + name)} ON {Quote(name)}({Quote(table.PrimaryId)})");
        }
    }

    public static void Add(Connection connection, ColumnDef column)
    {
        if (!column.IsStored)
        {
            return;
        }
        connection.Execute($"ALTER TABLE {Quote(column.Table)} ADD COLUMN {Declare(column)}");
        if (column.IsPolymorphic)
        {
            connection.Execute($"ALTER TABLE {Quote(column.Table)} ADD COLUMN {Quote(column.TypeColumn)} TEXT");
        }
    }

    public static void Drop(Connection connection, ColumnDef column)
    {
        if (!column.IsStored)
        {
            return;
        }
        connection.Execute($"DROP INDEX IF EXISTS {Quote($"fk:{column.Table}.{column.Name}")}");
        connection.Execute($"ALTER TABLE {Quote(column.Table)} DROP COLUMN {Quote(column.Name)}");
        if (column.IsPolymorphic)
        {
            connection.Execute($"ALTER TABLE {Quote(column.Table)} DROP COLUMN {Quote(column.TypeColumn)}");
        }
    }

    public static void Drop(Connection connection, TableDef table) => connection.Execute($"DROP TABLE {Quote(table.Name)}");

    /// <summary>The intersect table of an N:N, or the index that keeps a 1:N's cascades from scanning.</summary>
    public static void Create(Connection connection, RelationshipDef relationship, SchemaSnapshot schema)
    {
        if (relationship.Column == "roleprivileges")
        {
            Identity.PrivilegeRows.CreateView(connection);
            return;
        }
        if (relationship.IsManyToMany)
        {
            string first = Quote(relationship.FirstColumn);
            string second = Quote(relationship.SecondColumn);
            connection.Execute($"CREATE TABLE {Quote(relationship.Column)}({first} BLOB NOT NULL, {second} BLOB NOT NULL, PRIMARY KEY({first}, {second})) WITHOUT ROWID");
            connection.Execute($"CREATE INDEX {Quote("nn:" + relationship.Column)} ON {Quote(relationship.Column)}({second}, {first})");
            return;
        }
        bool followed = relationship.IsCustom || relationship.OnDelete is "Cascade" or "RemoveLink"
            || relationship.Referencing == "activityparty";
        if (followed && schema.Find(relationship.Referencing)?.Column(relationship.Column) is { IsStored: true, IsPrimaryId: false })
        {
            string column = Quote(relationship.Column);
            connection.Execute($"CREATE INDEX IF NOT EXISTS {Quote($"fk:{relationship.Referencing}.{relationship.Column}")} " +
                $"ON {Quote(relationship.Referencing)}({column}) WHERE {column} IS NOT NULL");
        }
    }

    public static string KeyIndexName(KeyDef key) => $"key:{key.Table}.{key.Name}";

    /// <summary>Builds a key's unique index; throws a unique <see cref="SqliteFault"/> when rows already clash.</summary>
    public static void Create(Connection connection, KeyDef key, Table table) =>
        connection.Execute($"CREATE UNIQUE INDEX {Quote(KeyIndexName(key))} ON {Quote(key.Table)}(" +
            string.Join(", ", key.Columns.Select(c => Comparable(table.Column(c)!, Quote(c)))) + ")");

    public static void Drop(Connection connection, KeyDef key) => connection.Execute($"DROP INDEX IF EXISTS {Quote(KeyIndexName(key))}");

    /// <summary>The expression by which values of a column are compared.</summary>
    public static string Comparable(ColumnDef column, string expression) => column.IsText ? $"fold({expression})" : expression;

    private static string Declare(ColumnDef column) => $"{Quote(column.Name)} " + column.Type switch
    {
        ColumnType.Double => "REAL",
        _ when column.IsId || column.Type == ColumnType.Image => "BLOB",
        _ when column.IsText => "TEXT",
        _ => "INTEGER",
    };

    private static string DefaultOf(ColumnDef column) => column switch
    {
        { Type: ColumnType.State } => " DEFAULT 0",
        { Type: ColumnType.Status } => column.Options.FirstOrDefault(o => o.State == 0) is { } first
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" DEFAULT {first.Value}") : "",
        { Type: ColumnType.Boolean, IsCustom: false } => " DEFAULT 0",
        _ => "",
    };
}
