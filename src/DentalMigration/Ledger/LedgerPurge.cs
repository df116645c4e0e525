namespace DentalMigration.Ledger;

/// <summary>Ends a migration's traces on this machine: the ledger with its seal, and the key without which a copy of its pre-images says nothing.</summary>
public static class LedgerPurge
{
    /// <summary>Deletes the ledger and its key. The migration cannot be resumed or undone afterwards.</summary>
    /// <param name="path">The ledger.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="MigrationException"><c>LedgerNotFound</c>, <c>LedgerInUse</c>, <c>LedgerForeign</c>: only a ledger of ours is deleted.</exception>
    public static void Purge(string path, TimeProvider clock)
    {
        string? id;
        using (MigrationLedger ledger = MigrationLedger.Open(path, clock, mustExist: true))
        {
            id = ledger.Get("id");
        }

        if (id is not null)
        {
            LedgerKey.Forget(id);
        }

        foreach (string suffix in (string[])["-wal", "-shm", ".seal", ""])
        {
            File.Delete(path + suffix);
        }
    }
}
