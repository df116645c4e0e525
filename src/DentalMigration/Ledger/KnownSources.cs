namespace DentalMigration.Ledger;

/// <summary>
/// The fingerprints of an object's records, for keys that are asked for in the ascending order of their numbers. Those with as many digits are neighbours in
/// the ledger and are read a stretch at a time; where too few of a stretch are asked for, one at a time.
/// </summary>
/// <param name="file">The ledger.</param>
/// <param name="objectNumber">The object.</param>
internal sealed class KnownSources(LedgerConnection file, int objectNumber)
{
    private const int Stretch = 512;

    private readonly Dictionary<string, long> _sources = new(Stretch, StringComparer.Ordinal);
    private string? _first;
    private string? _last;
    private int _rows;
    private int _asked;
    private int _alone;

    /// <summary>True where a row that we made is there, and its record had that fingerprint when it was last made or compared.</summary>
    /// <param name="key">Its key, a number greater than all before.</param>
    /// <param name="source">The fingerprint.</param>
    public bool Has(string key, long source)
    {
        if (_alone == 0 && !IsRead(key))
        {
            if (_asked < _rows / 2)
            {
                _alone = Stretch;
                _asked = _rows;
            }
            else
            {
                Read(key);
            }
        }

        if (_alone > 0)
        {
            _alone--;
            return file.Scalar("SELECT source FROM records WHERE object=@1 AND key=@2 AND state=2", objectNumber, key) is long found && found == source;
        }

        _asked++;
        return _sources.TryGetValue(key, out long known) && known == source;
    }

    /// <summary>True where the stretch tells of the key, be it that the ledger knows no such record.</summary>
    private bool IsRead(string key) =>
        _first is not null && string.CompareOrdinal(key, _first) >= 0 && (_last is null || string.CompareOrdinal(key, _last) <= 0);

    private void Read(string key)
    {
        _sources.Clear();
        List<(string Key, long? Source)> rows = file.Query(
            r => (r.GetString(0), r.IsDBNull(1) ? (long?)null : r.GetInt64(1)),
            "SELECT key, CASE state WHEN 2 THEN source END FROM records WHERE object=@1 AND key>=@2 ORDER BY key LIMIT @3",
            objectNumber,
            key,
            Stretch);
        foreach ((string k, long? source) in rows)
        {
            if (source is { } print)
            {
                _sources.Add(k, print);
            }
        }

        (_first, _last, _rows, _asked) = (key, rows.Count < Stretch ? null : rows[^1].Key, rows.Count, 0);
    }
}
