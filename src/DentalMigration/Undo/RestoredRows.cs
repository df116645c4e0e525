using System.Security.Cryptography;
using System.Text.Json;
using DentalMigration.Mapping;
using Microsoft.Data.Sqlite;

namespace DentalMigration.Undo;

/// <summary>
/// The rows whose columns were put back, kept for the look at the end in a temporary database that spills to disk and is gone with the process:
/// taking a delta of half a million rows back needs no memory. There they are encrypted under a key that only this process ever has.
/// </summary>
internal sealed class RestoredRows : IDisposable
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection = new("Data Source=;Pooling=False");
    private readonly AesGcm _cipher = new(RandomNumberGenerator.GetBytes(32), TagSize);
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _read;

    public RestoredRows()
    {
        _connection.Open();
        Command("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-8000; CREATE TABLE rows(n INTEGER PRIMARY KEY, body BLOB NOT NULL); BEGIN")
            .ExecuteNonQuery();
        _add = Command("INSERT INTO rows(body) VALUES(@1)", "@1");
        _read = Command("SELECT n, body FROM rows WHERE n>@1 ORDER BY n LIMIT @2", "@1", "@2");
    }

    /// <summary>Keeps a row.</summary>
    public void Add(RestoredRow row)
    {
        byte[] plain = JsonSerializer.SerializeToUtf8Bytes(
            new Kept(row.Map.Object, row.Number, row.Set, row.Key, row.Id, new(row.Columns), [.. row.Written], row.IsWhole));
        byte[] body = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(body.AsSpan(0, NonceSize));
        lock (_gate)
        {
            _cipher.Encrypt(body.AsSpan(0, NonceSize), plain, body.AsSpan(NonceSize + TagSize), body.AsSpan(NonceSize, TagSize));
            _add.Parameters[0].Value = body;
            _add.ExecuteNonQuery();
        }
    }

    /// <summary>The rows as they were kept, so many at a time.</summary>
    public IEnumerable<IReadOnlyList<RestoredRow>> Read(MigrationMap map, int size)
    {
        for (long after = 0; Page(map, ref after, size) is { Count: > 0 } page;)
        {
            yield return page;
        }
    }

    public void Dispose()
    {
        _add.Dispose();
        _read.Dispose();
        _connection.Dispose();
        _cipher.Dispose();
    }

    private List<RestoredRow> Page(MigrationMap map, ref long after, int size)
    {
        var rows = new List<RestoredRow>(size);
        lock (_gate)
        {
            (_read.Parameters[0].Value, _read.Parameters[1].Value) = (after, size);
            using SqliteDataReader reader = _read.ExecuteReader();
            while (reader.Read())
            {
                after = reader.GetInt64(0);
                Kept row = Open((byte[])reader[1]);
                rows.Add(new RestoredRow(map.Find(row.Object)!, row.Number, row.Set, row.Key, row.Id, row.Columns, row.Written, row.IsWhole));
            }
        }

        return rows;
    }

    private Kept Open(byte[] body)
    {
        byte[] plain = new byte[body.Length - NonceSize - TagSize];
        _cipher.Decrypt(body.AsSpan(0, NonceSize), body.AsSpan(NonceSize + TagSize), body.AsSpan(NonceSize, TagSize), plain);
        return JsonSerializer.Deserialize<Kept>(plain)!;
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (string parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter(parameter, null));
        }

        return command;
    }

    private sealed record Kept(
        string Object, int Number, string Set, string Key, Guid Id, Dictionary<string, JsonElement?> Columns, HashSet<string> Written, bool IsWhole);
}
