using Microsoft.Data.Sqlite;

namespace DentalMigration.Verification.Figures;

/// <summary>
/// What must be known of each row until Dataverse has been read: that it is to be there, its practice, and which of its cells are filled.
/// In a temporary database that spills to disk and is gone with the process, so that five million rows need no memory; holds no value of a record.
/// </summary>
internal sealed class RowScratch : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly SqliteCommand _add, _find, _see, _unseen;

    public RowScratch()
    {
        _connection = new SqliteConnection("Data Source=;Pooling=False");
        _connection.Open();
        Run("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-32000;");
        _transaction = _connection.BeginTransaction();
        Run("CREATE TABLE rows(id BLOB PRIMARY KEY, practice INTEGER, cells BLOB NOT NULL, seen INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID");
        _add = Command("INSERT OR IGNORE INTO rows(id, practice, cells) VALUES(@1,@2,@3)", 3);
        _find = Command("SELECT practice, cells FROM rows WHERE id=@1", 1);
        _see = Command("UPDATE rows SET seen=1 WHERE id=@1", 1);
        _unseen = Command("SELECT 1 FROM rows WHERE id=@1 AND seen=0", 1);
    }

    /// <summary>Notes a row.</summary>
    /// <returns>False where it was noted already.</returns>
    public bool Add(Guid id, int? practice, RowCells cells) =>
        Set(_add, id.ToByteArray(), practice is { } p ? p : DBNull.Value, cells.Bits).ExecuteNonQuery() == 1;

    /// <summary>What was noted of a row, which is now known to be there; null where nothing was.</summary>
    public (int? Practice, RowCells Cells)? See(Guid id)
    {
        (int?, RowCells) found;
        using (SqliteDataReader row = Set(_find, id.ToByteArray()).ExecuteReader())
        {
            if (!row.Read())
            {
                return null;
            }

            found = (row.IsDBNull(0) ? null : row.GetInt32(0), new RowCells((byte[])row[1]));
        }

        Set(_see, id.ToByteArray()).ExecuteNonQuery();
        return found;
    }

    /// <summary>True where the row was noted.</summary>
    public bool Has(Guid id)
    {
        using SqliteDataReader row = Set(_find, id.ToByteArray()).ExecuteReader();
        return row.Read();
    }

    /// <summary>True where the row was noted and not seen.</summary>
    public bool IsUnseen(Guid id) => Set(_unseen, id.ToByteArray()).ExecuteScalar() is not null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _add.Dispose();
        _find.Dispose();
        _see.Dispose();
        _unseen.Dispose();
        _transaction.Dispose();
        _connection.Dispose();
    }

    private void Run(string sql)
    {
        using SqliteCommand command = Command(sql, 0);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, int parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = _transaction;
        for (int i = 1; i <= parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter($"@{i}", null));
        }

        return command;
    }

    private static SqliteCommand Set(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }
}
