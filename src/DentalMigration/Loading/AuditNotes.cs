using System.Security.Cryptography;
using System.Text;
using DentalMigration.Ledger;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Loading;

/// <summary>
/// Tells the audit log of rows of an object that were not written: those held or rejected by their keys, as they may be shown, those that were as
/// they should be by their number and a hash of their keys. A group at a time; what a broken run did not tell, the run that goes on tells.
/// </summary>
internal sealed class AuditNotes(Migration migration, long run, ObjectMap map)
{
    private const int Stops = 100;
    private const int Same = 5000;

    private readonly Dictionary<(string Action, string Code), List<string>> _stopped = [];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Lock _gate = new();
    private readonly byte[] _keys = new byte[4096];
    private int _kept;
    private int _same;

    /// <summary>A row that was held or rejected.</summary>
    public void Stopped(string key, RowProblem problem)
    {
        lock (_gate)
        {
            (string, string) group = (problem.Kind == ProblemKind.Rejected ? "reject" : "hold", problem.Code);
            if (!_stopped.TryGetValue(group, out List<string>? keys))
            {
                _stopped.Add(group, keys = []);
            }

            keys.Add(migration.Ledger.Problems.Mask?.Show(map.Object, key) ?? key);
            if (keys.Count == Stops)
            {
                Tell(group, keys);
                _stopped.Remove(group);
            }
        }
    }

    /// <summary>A row that was as it should be.</summary>
    public void Unchanged(string key)
    {
        lock (_gate)
        {
            Append(key);
            if (++_same == Same)
            {
                TellSame();
            }
        }
    }

    /// <summary>Tells what is left.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            foreach (((string, string) group, List<string> keys) in _stopped)
            {
                Tell(group, keys);
            }

            _stopped.Clear();
            if (_same > 0)
            {
                TellSame();
            }
        }
    }

    /// <summary>Keys are hashed many at a time.</summary>
    private void Append(string key)
    {
        if (_kept + Encoding.UTF8.GetMaxByteCount(key.Length) + 1 > _keys.Length)
        {
            HashKept();
        }

        if (Encoding.UTF8.GetMaxByteCount(key.Length) >= _keys.Length)
        {
            _hash.AppendData(Encoding.UTF8.GetBytes(key + "\n"));
            return;
        }

        _kept += Encoding.UTF8.GetBytes(key, _keys.AsSpan(_kept));
        _keys[_kept++] = (byte)'\n';
    }

    private void HashKept()
    {
        _hash.AppendData(_keys, 0, _kept);
        _kept = 0;
    }

    private void Tell((string Action, string Code) group, List<string> keys) => migration.Ledger.Audit.Append(
        new AuditEntry(migration.Who, run, group.Action, map.Table, group.Code, keys.Count) { Object = map.Object, Keys = keys });

    private void TellSame()
    {
        HashKept();
        migration.Ledger.Audit.Append(new AuditEntry(migration.Who, run, "unchanged", map.Table, "done", _same)
        {
            Object = map.Object, KeysHash = Convert.ToHexStringLower(_hash.GetHashAndReset()),
        });
        _same = 0;
    }
}
