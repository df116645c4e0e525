using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace DentalMigration.Ledger;

/// <summary>
/// The append-only audit log. Each entry is hashed together with the hash of the one before, so that a change anywhere breaks the chain
/// from there on. Entries hold ids, counts and codes, never a patient.
/// </summary>
public sealed class AuditLog
{
    private readonly LedgerConnection _file;
    private readonly TimeProvider _clock;

    internal AuditLog(LedgerConnection file, TimeProvider clock)
    {
        _file = file;
        _clock = clock;
    }

    /// <summary>Appends an entry.</summary>
    /// <param name="entry">What was done; serialised as JSON.</param>
    public void Append(AuditEntry entry)
    {
        string at = _clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        string body = JsonSerializer.Serialize(entry, Json);
        lock (_file.Gate)
        {
            byte[] previous = (byte[]?)_file.Scalar("SELECT hash FROM audit ORDER BY seq DESC LIMIT 1") ?? [];
            _file.Write("INSERT INTO audit(at, body, hash) VALUES(@1,@2,@3)", at, body, Link(previous, at, body));
        }
    }

    /// <summary>All entries in order, streamed.</summary>
    public IEnumerable<AuditLine> Read()
    {
        long after = 0;
        while (true)
        {
            List<AuditLine> page = _file.Query(
                r => new AuditLine(r.GetInt64(0), r.GetString(1), JsonSerializer.Deserialize<AuditEntry>(r.GetString(2), Json)!),
                "SELECT seq, at, body FROM audit WHERE seq>@1 ORDER BY seq LIMIT 200",
                after);
            foreach (AuditLine line in page)
            {
                yield return line;
            }

            if (page.Count < 200)
            {
                yield break;
            }

            after = page[^1].Sequence;
        }
    }

    /// <summary>Checks the chain.</summary>
    /// <returns>The sequence number of the first broken link, or null when the log is whole.</returns>
    public long? FindBreak()
    {
        lock (_file.Gate)
        {
            using SqliteDataReader reader = _file.Prepare("SELECT seq, at, body, hash FROM audit ORDER BY seq").ExecuteReader();
            byte[] previous = [];
            long expected = 1;
            while (reader.Read())
            {
                byte[] hash = (byte[])reader[3];
                if (reader.GetInt64(0) != expected || !hash.AsSpan().SequenceEqual(Link(previous, reader.GetString(1), reader.GetString(2))))
                {
                    return reader.GetInt64(0);
                }

                previous = hash;
                expected++;
            }

            return null;
        }
    }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = global::System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private static byte[] Link(byte[] previous, string at, string body) =>
        SHA256.HashData([.. previous, .. Encoding.UTF8.GetBytes($"{at}\n{body}")]);
}
