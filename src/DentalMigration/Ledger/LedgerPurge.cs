using DentalMigration.Ledger.Store;

namespace DentalMigration.Ledger;

/// <summary>Ends a migration's traces on this machine: the ledger with its seal, and the key without which a copy of its pre-images says nothing.</summary>
public static class LedgerPurge
{
    /// <summary>Deletes the ledger and its key, and what its store keeps of it. The migration cannot be resumed or undone afterwards.</summary>
    /// <param name="place">The ledger.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="MigrationException">
    /// <c>LedgerNotFound</c>, <c>LedgerInUse</c>, <c>LedgerForeign</c>: only a ledger of ours is deleted. <c>LedgerStoreNeeded</c>: its store was not given.
    /// </exception>
    public static void Purge(LedgerPlace place, TimeProvider clock)
    {
        string? id;
        using (MigrationLedger ledger = MigrationLedger.Open(place with { Store = null }, clock, mustExist: place.Store is null))
        {
            id = ledger.Get("id");
            if (place.Store is null && ledger.Get(LedgerKeeper.StoreName) is { } store)
            {
                throw StoreFailure.Needed(Path.GetFileName(place.Path), store);
            }
        }

        if (place.Store is { } open)
        {
            using ILedgerStore store = open();
            store.Acquire(place.Tell);
            if (store.Find() is { } kept && id is not null && kept.LedgerId != id)
            {
                throw StoreFailure.Foreign(store.Name);
            }

            store.Purge();
        }

        if (id is not null)
        {
            LedgerKey.Forget(id);
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(place.Path))!;
        string name = Path.GetFileName(place.Path);
        foreach (string setAside in Directory.EnumerateFiles(folder, name + ".old*"))
        {
            File.Delete(setAside);
        }

        foreach (string suffix in (string[])["-wal", "-shm", ".seal", ""])
        {
            File.Delete(place.Path + suffix);
        }
    }
}
