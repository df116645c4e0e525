using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DentalMigration.Ledger;
using DentalMigration.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DentalMigration.Tests.Ledger;

/// <summary>A ledger's files as they lie on the disk, to be copied and damaged.</summary>
internal static class LedgerImage
{
    private static readonly string[] Parts = ["", "-wal", ".seal"];

    /// <summary>Puts a fair amount into a ledger.</summary>
    public static void Fill(MigrationLedger ledger, int rows = 400)
    {
        int number = ledger.ObjectNumber("patient", "contact");
        long run = ledger.Runs.Begin("load", "who");
        for (int i = 0; i < rows; i++)
        {
            string key = i.ToString(CultureInfo.InvariantCulture);
            ledger.Records.Intend(number, key, new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(key))[..16]), SHA256.HashData(Encoding.UTF8.GetBytes(key)), null, run, made: true);
            ledger.Records.Wrote(number, key, SHA256.HashData(Encoding.UTF8.GetBytes("w" + key)));
            if (i % 40 == 0)
            {
                ledger.Audit.Append(new AuditEntry("who", run, "create", "contact", "done", 40));
                ledger.Commit();
            }
        }

        ledger.Commit();
    }

    /// <summary>Copies the files of a ledger, also of one that is open, as a kill would leave it.</summary>
    public static void Copy(string from, string to)
    {
        foreach (string part in Parts)
        {
            File.Delete(to + part);
            if (File.Exists(from + part))
            {
                using var source = new FileStream(from + part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using FileStream target = File.Create(to + part);
                source.CopyTo(target);
            }
        }
    }

    /// <summary>Changes one byte at random.</summary>
    /// <returns>Where.</returns>
    public static long Flip(string path, Random random)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        long at = random.NextInt64(file.Length);
        file.Position = at;
        int old = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(old ^ (1 << random.Next(8))));
        return at;
    }

    /// <summary>All that a ledger holds, as one hash. Opens a copy, so that the ledger stays as it is.</summary>
    public static string Content(string path)
    {
        using var folder = new TempFolder();
        string copy = folder.File("copy");
        Copy(path, copy);
        using var connection = new SqliteConnection($"Data Source={copy};Pooling=False");
        connection.Open();
        var text = new StringBuilder();
        List<string> tables = Column(connection, "SELECT name FROM sqlite_master WHERE type='table' ORDER BY name");
        foreach (string table in tables)
        {
            foreach (string row in Column(connection, $"SELECT * FROM {table}"))
            {
                text.AppendLine(row);
            }
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static List<string> Column(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] b ? Convert.ToHexString(b) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }

        return rows;
    }
}
