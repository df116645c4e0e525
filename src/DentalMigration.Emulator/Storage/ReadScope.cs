using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Storage;

/// <summary>A rented reader inside one consistent read transaction.</summary>
internal sealed class ReadScope : IRowSource
{
    private readonly Database _database;

    internal ReadScope(Database database, Connection connection, SchemaSnapshot schema)
    {
        (_database, Connection, Schema) = (database, connection, schema);
        using Statement begin = connection.Prepare("BEGIN");
        begin.Run();
    }

    public Connection Connection { get; }
    public SchemaSnapshot Schema { get; }

    public void Dispose()
    {
        using (Statement end = Connection.Prepare("COMMIT"))
        {
            end.Run();
        }
        _database.Return(Connection);
    }
}
