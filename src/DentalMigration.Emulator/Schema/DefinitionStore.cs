using System.Text.Json;
using System.Text.Json.Serialization;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Schema;

/// <summary>Keeps custom and changed declarations in the file, one JSON document each, over the standard ones.</summary>
internal static class DefinitionStore
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter() },
    };

    public static void Create(Connection connection)
    {
        connection.Execute("CREATE TABLE _component(kind TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(kind, name)) WITHOUT ROWID");
        connection.Execute("CREATE TABLE _counter(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID");
        connection.Execute("INSERT INTO _counter VALUES('version', 1000000)");
        connection.Execute("INSERT INTO _counter VALUES('typecode', 10000)");
    }

    public static Definitions Load(Connection connection)
    {
        Definitions all = StandardSchema.Load();
        foreach (TableDef table in Of<TableDef>(connection, "table"))
        {
            all.Tables[table.Name] = table;
            all.Columns.TryAdd(table.Name, new(StringComparer.Ordinal));
        }
        foreach (ColumnDef column in Of<ColumnDef>(connection, "column"))
        {
            all.Columns[column.Table][column.Name] = column;
        }
        foreach (RelationshipDef relationship in Of<RelationshipDef>(connection, "relationship"))
        {
            all.Relationships[relationship.SchemaName] = relationship;
        }
        foreach (KeyDef key in Of<KeyDef>(connection, "key"))
        {
            all.Keys[$"{key.Table}.{key.Name}"] = key;
        }
        foreach (ChoiceDef choice in Of<ChoiceDef>(connection, "choice"))
        {
            all.Choices[choice.Name] = choice;
        }
        return all;
    }

    /// <summary>The stored documents, in order of kind and name.</summary>
    public static IEnumerable<(string Kind, string Name, string Body)> Documents(Connection connection)
    {
        using Statement rows = connection.Prepare("SELECT kind, name, body FROM _component ORDER BY kind, name");
        while (rows.Step())
        {
            yield return (rows.Text(0), rows.Text(1), rows.Text(2));
        }
    }

    public static void Save<T>(Connection connection, string kind, string name, T body)
    {
        using Statement save =
            connection.Prepare("INSERT INTO _component VALUES(?1, ?2, ?3) ON CONFLICT(kind, name) DO UPDATE SET body=?3");
        save.Bind(1, kind).Bind(2, name).Bind(3, JsonSerializer.Serialize(body, Json)).Run();
    }

    /// <summary>Keeps a column that was changed; a standard one that is as it was before needs no document.</summary>
    public static void SaveChange(Connection connection, ColumnDef column)
    {
        string name = $"{column.Table}.{column.Name}";
        ColumnDef? standard = StandardSchema.Load().Columns.GetValueOrDefault(column.Table)?.GetValueOrDefault(column.Name);
        if (standard is not null && JsonSerializer.Serialize(standard, Json) == JsonSerializer.Serialize(column, Json))
        {
            Remove(connection, "column", name);
        }
        else
        {
            Save(connection, "column", name, column);
        }
    }

    public static void Remove(Connection connection, string kind, string name)
    {
        using Statement remove = connection.Prepare("DELETE FROM _component WHERE kind=?1 AND name=?2");
        remove.Bind(1, kind).Bind(2, name).Run();
    }

    /// <summary>The next free type code of a custom table.</summary>
    public static int NextTypeCode(Connection connection)
    {
        connection.Execute("UPDATE _counter SET value=value+1 WHERE name='typecode'");
        return (int)connection.Scalar("SELECT value FROM _counter WHERE name='typecode'")!.Value;
    }

    private static List<T> Of<T>(Connection connection, string kind)
    {
        var found = new List<T>();
        using Statement rows = connection.Prepare("SELECT body FROM _component WHERE kind=?1");
        rows.Bind(1, kind);
        while (rows.Step())
        {
            found.Add(JsonSerializer.Deserialize<T>(rows.Bytes(0), Json)!);
        }
        return found;
    }
}
