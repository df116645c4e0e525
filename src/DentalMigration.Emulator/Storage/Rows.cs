using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Storage;

/// <summary>Small look-ups of single rows, as they were last written, published or not.</summary>
internal static class Rows
{
    private static string Q(string name) => TableLayout.Quote(name);

    public static bool Exists(Connection connection, Table table, Guid id)
    {
        using Statement find = connection.Prepare($"SELECT 1 FROM {Layers.Latest(table)} WHERE {Q(table.PrimaryId)}=?1");
        return find.Bind(1, id).Step();
    }

    /// <summary>One value of a row; null as well when the row is missing.</summary>
    public static Cell Value(Connection connection, Table table, Guid id, string column)
    {
        using Statement find = connection.Prepare($"SELECT {Q(column)} FROM {Layers.Latest(table)} WHERE {Q(table.PrimaryId)}=?1");
        ColumnDef? definition = table.Column(column);
        return find.Bind(1, id).Step() ? find.CellAt(0, definition is { IsId: true }) : Cell.Null;
    }

    public static long? Version(Connection connection, Table table, Guid id)
    {
        string version = table.Has("versionnumber") ? "versionnumber" : "0";
        using Statement find = connection.Prepare($"SELECT {version} FROM {Layers.Latest(table)} WHERE {Q(table.PrimaryId)}=?1");
        return find.Bind(1, id).Step() ? find.Integer(0) : null;
    }

    /// <summary>The row whose columns have these values, compared as the service compares; null when there is none.</summary>
    public static Guid? Find(Connection connection, Table table, IReadOnlyList<(ColumnDef Column, Cell Value)> values)
    {
        string where = string.Join(" AND ", values.Select((v, i) => v.Column.IsText
            ? FormattableString.Invariant($"fold({Q(v.Column.Name)})=fold(?{i + 1})")
                : FormattableString.Invariant($"{Q(v.Column.Name)}=?{i + 1}")));
        using Statement find = connection.Prepare($"SELECT {Q(table.PrimaryId)} FROM {Layers.Latest(table)} WHERE {where}");
        for (int i = 0; i < values.Count; i++)
        {
            find.Bind(i + 1, values[i].Value);
        }
        return find.Step() ? find.Id(0) : null;
    }

    /// <summary>The primary name of a row, for lookup annotations.</summary>
    public static string? NameOf(Connection connection, Table table, Guid id)
    {
        if (table.PrimaryName is not { } name)
        {
            return null;
        }
        Cell cell = Value(connection, table, id, name);
        return cell.Kind == CellKind.Text ? cell.Text : null;
    }
}
