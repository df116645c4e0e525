using System.Security.Cryptography;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Storage;

/// <summary>A file as it is kept beside its row.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MimeType">Its MIME type.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record StoredFile(string Name, string MimeType, byte[] Content);

/// <summary>The contents of file columns. The row's column holds the id; the file itself is a row here.</summary>
internal static class FileStore
{
    public static void Create(Connection connection)
    {
        connection.Execute("CREATE TABLE _file(fileid BLOB PRIMARY KEY, tablename TEXT NOT NULL, columnname TEXT NOT NULL, rowkey BLOB NOT NULL, " +
            "name TEXT NOT NULL, mimetype TEXT NOT NULL, hash BLOB NOT NULL, content BLOB NOT NULL)");
        connection.Execute("CREATE INDEX \"fk:_file.rowkey\" ON _file(rowkey)");
    }

    /// <summary>Keeps a file in the place of the one the column had.</summary>
    public static void Save(Connection connection, ColumnDef column, Guid row, Guid fileId, StoredFile file)
    {
        Remove(connection, column, row);
        using Statement insert = connection.Prepare("INSERT INTO _file VALUES(?1,?2,?3,?4,?5,?6,?7,?8)");
        insert.Bind(1, fileId).Bind(2, column.Table).Bind(3, column.Name).Bind(4, row).Bind(5, file.Name).Bind(6, file.MimeType);
        insert.Bind(7, Cell.OfBytes(SHA256.HashData(file.Content))).BindBytes(8, file.Content).Run();
    }

    public static StoredFile? Find(Connection connection, ColumnDef column, Guid row)
    {
        using Statement find =
            connection.Prepare("SELECT name, mimetype, content FROM _file WHERE rowkey=?1 AND tablename=?2 AND columnname=?3");
        return find.Bind(1, row).Bind(2, column.Table).Bind(3, column.Name).Step()
            ? new(find.Text(0), find.Text(1), find.Bytes(2).ToArray()) : null;
    }

    /// <summary>Where a file belongs; null when there is no such file.</summary>
    public static (string Table, string Column, Guid Row)? PlaceOf(Connection connection, Guid fileId)
    {
        using Statement find = connection.Prepare("SELECT tablename, columnname, rowkey FROM _file WHERE fileid=?1");
        return find.Bind(1, fileId).Step() ? (find.Text(0), find.Text(1), find.Id(2)) : null;
    }

    public static byte[] HashOf(Connection connection, Guid fileId)
    {
        using Statement find = connection.Prepare("SELECT hash FROM _file WHERE fileid=?1");
        return find.Bind(1, fileId).Step() ? find.Bytes(0).ToArray() : [];
    }

    public static void Remove(Connection connection, ColumnDef column, Guid row)
    {
        using Statement remove = connection.Prepare("DELETE FROM _file WHERE rowkey=?1 AND tablename=?2 AND columnname=?3");
        remove.Bind(1, row).Bind(2, column.Table).Bind(3, column.Name).Run();
    }

    /// <summary>Removes the files of a row that goes.</summary>
    public static void RemoveRow(Connection connection, Table table, Guid row)
    {
        if (table.HasFiles)
        {
            using Statement remove = connection.Prepare("DELETE FROM _file WHERE rowkey=?1 AND tablename=?2");
            remove.Bind(1, row).Bind(2, table.Name).Run();
        }
    }

    /// <summary>Removes the files of a column that goes.</summary>
    public static void RemoveColumn(Connection connection, ColumnDef column)
    {
        if (column.Type == ColumnType.File)
        {
            using Statement remove = connection.Prepare("DELETE FROM _file WHERE tablename=?1 AND columnname=?2");
            remove.Bind(1, column.Table).Bind(2, column.Name).Run();
        }
    }
}
