namespace DentalMigration.Ledger;

/// <summary>
/// Which records of an object a run found to be as they were, and so did not touch in the ledger either: their own entry does not say that the run
/// saw them.
/// </summary>
internal sealed class SeenStore(LedgerConnection file)
{
    private readonly Dictionary<(int Object, long Run), List<NumberRanges>> _later = [];

    /// <summary>Keeps what a run found.</summary>
    public void Keep(int objectNumber, long run, NumberRanges keys) => file.Write(
        "INSERT INTO seen(object, run, keys) VALUES(@1,@2,@3) ON CONFLICT(object, run) DO UPDATE SET keys=excluded.keys", objectNumber, run, keys.ToBytes());

    /// <summary>True where a run after that one found the record.</summary>
    public bool HasLater(int objectNumber, string key, long run)
    {
        lock (file.Gate)
        {
            if (!_later.TryGetValue((objectNumber, run), out List<NumberRanges>? later))
            {
                later = file.Query(r => NumberRanges.Of(r.GetBytes(0)), "SELECT keys FROM seen WHERE object=@1 AND run>@2", objectNumber, run);
                _later.Add((objectNumber, run), later);
            }

            return later.Exists(l => l.Contains(key));
        }
    }

    /// <summary>Forgets what a run found, since it was taken back.</summary>
    public void Forget(long run)
    {
        lock (file.Gate)
        {
            file.Write("DELETE FROM seen WHERE run=@1", run);
            _later.Clear();
        }
    }
}
