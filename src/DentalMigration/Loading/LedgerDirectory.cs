using System.IO.Hashing;
using System.Runtime.InteropServices;
using DentalMigration.Ledger;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;
using DentalMigration.Sources.Derived;
using DentalMigration.Systems;
using DentalMigration.Verification;

namespace DentalMigration.Loading;

/// <summary>Answers which record has a row from the ledger, and references by name from one pass over the object they go to.</summary>
internal sealed class LedgerDirectory(MigrationLedger ledger, ISource source, IReadOnlyDictionary<string, int> objects) : IRowDirectory
{
    private readonly Dictionary<string, SeenKeys> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Object, string Field), Dictionary<string, string?>> _names = [];
    private readonly Dictionary<(string Object, string Field), long> _prints = [];
    private readonly BoundedMemory<(string Object, string Key), RowEntry> _entries = new();
    private readonly BoundedMemory<(string Object, string Field, string Value), string?> _named = new();
    private string? _entered;

    /// <summary>From here on this object's records get their rows; those of the objects before it stay what they are, and are looked up once.</summary>
    public void Enter(string objectName)
    {
        _entered = objectName;
        _entries.Clear();
    }

    public RowEntry Find(string objectName, string key) =>
        _entered is null || objectName == _entered ? Look(objectName, key) : _entries.Get((objectName, key), k => Look(k.Object, k.Key));

    private RowEntry Look(string objectName, string key)
    {
        LedgerRecord? record = objects.TryGetValue(objectName, out int number) ? ledger.Records.Find(number, key) : null;
        return record?.State switch
        {
            null => default,
            RecordState.Written or RecordState.Kept or RecordState.Left => new RowEntry(RowPresence.Written, record.Id),
            _ => new RowEntry(RowPresence.NotWritten, default),
        };
    }

    public Guid? FindForeignId(string objectName, string key) =>
        !objects.TryGetValue(objectName, out int number) ? null
        : ledger.Records.Find(number, key) is { State: RecordState.Written or RecordState.Intent or RecordState.Left } known ? (known.Made ? null : known.Id)
        : ledger.Matches.Find(number, key) is { Kind: MatchKind.One } match ? match.Id
        : null;

    public string? FindKey(string objectName, string field, string value) =>
        _named.Get((objectName, field, value), n => LookForKey(n.Object, n.Field, n.Value));

    private string? LookForKey(string objectName, string field, string value) =>
        _names.TryGetValue((objectName, field), out Dictionary<string, string?>? names)
            ? names.GetValueOrDefault(NameFold.Of(source.Catalog[objectName], field, value))
            : throw new InvalidOperationException($"{objectName} was not indexed by {field}");

    public long NamesPrint(string objectName, string field) => _prints.GetValueOrDefault((objectName, field));

    public bool IsExported(string objectName, string key) => !_keys.TryGetValue(objectName, out SeenKeys? keys) || keys.Contains(key);

    /// <summary>Reads the keys of an object once, for links between its own records.</summary>
    public async Task IndexKeysAsync(string objectName, CancellationToken cancellationToken)
    {
        if (_keys.ContainsKey(objectName))
        {
            return;
        }

        var keys = new SeenKeys();
        try
        {
            await foreach (SourceRecord record in source.Read(objectName, cancellationToken))
            {
                keys.Add(record.Key);
            }

            _keys.Add(objectName, keys);
        }
        catch (MigrationException e) when (e.Code == "SourceFileUnreadable")
        {
            // The load says so where it reads the file; what it cannot read may be in it.
        }
    }

    /// <summary>Reads the values of a field once, so that references can go by it. Two records with one value make it useless: neither is found.</summary>
    public async Task IndexAsync(string objectName, string field, CancellationToken cancellationToken)
    {
        if (_names.ContainsKey((objectName, field)))
        {
            return;
        }

        var names = new Dictionary<string, string?>(StringComparer.Ordinal);
        await foreach (SourceRecord record in source.Read(objectName, cancellationToken))
        {
            if (record.Fault is null && record.Read(field).Value is string name)
            {
                string folded = NameFold.Of(record.Object, field, name);
                names[folded] = names.TryGetValue(folded, out string? other) && other != record.Key ? null : record.Key;
            }
        }

        _names.Add((objectName, field), names);
        if (source is not DerivingSource deriving || deriving.Inner.Has(objectName)) // names that the records themselves mention are no matter of others
        {
            _prints.Add((objectName, field), names.Aggregate(0L, (all, n) => all ^ (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes($"{n.Key}\n{n.Value}".AsSpan()))));
        }
    }
}
