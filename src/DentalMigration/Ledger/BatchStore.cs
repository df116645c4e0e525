namespace DentalMigration.Ledger;

/// <summary>Batches that were sent and not yet answered. A batch that is answered is taken out.</summary>
public sealed class BatchStore
{
    private readonly LedgerConnection _file;

    internal BatchStore(LedgerConnection file) => _file = file;

    /// <summary>Opens a batch; its rows are the records that carry its number.</summary>
    /// <param name="objectNumber">The object.</param>
    /// <param name="rows">How many rows it has.</param>
    /// <returns>Its number.</returns>
    public long Begin(int objectNumber, int rows) =>
        (long)_file.Scalar("INSERT INTO batches(object, rows) VALUES(@1,@2) RETURNING id", objectNumber, rows)!;

    /// <summary>Closes a batch whose outcome is known for every row.</summary>
    public void End(long batch) => _file.Write("DELETE FROM batches WHERE id=@1", batch);

    /// <summary>The batches of an object whose outcome is not known: number → rows.</summary>
    public IReadOnlyDictionary<long, int> InDoubt(int objectNumber) =>
        _file.Query(r => (Id: r.GetInt64(0), Rows: r.GetInt32(1)), "SELECT id, rows FROM batches WHERE object=@1", objectNumber)
            .ToDictionary(b => b.Id, b => b.Rows);
}
