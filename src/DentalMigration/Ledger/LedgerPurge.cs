using System.Text.RegularExpressions;
using DentalMigration.Ledger.Store;

namespace DentalMigration.Ledger;

/// <summary>Ends a migration's traces on this machine: the ledger with its seal, and the key without which a copy of its pre-images says nothing.</summary>
public static partial class LedgerPurge
{
    /// <summary>Deletes the ledger and its key, and what its store keeps of it. The migration cannot be resumed or undone afterwards.</summary>
    /// <param name="place">The ledger.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="MigrationException">
    /// <c>LedgerNotFound</c>, <c>LedgerInUse</c>, <c>LedgerForeign</c>: only a ledger of ours is deleted. <c>LedgerStoreNeeded</c>: its store was not given.
    /// </exception>
    public static void Purge(LedgerPlace place, TimeProvider clock)
    {
        string? id = null;
        if (place.Store is null || File.Exists(place.Path))
        {
            using MigrationLedger ledger = MigrationLedger.Open(place with { Store = null }, clock, mustExist: true);
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
        string[] copies = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, name + ".*").Where(f => Copy().IsMatch(Path.GetFileName(f)[name.Length..]))]
            : [];
        foreach (string file in copies.Concat(((string[])["-wal", "-shm", ".seal", ""]).Select(suffix => place.Path + suffix)))
        {
            File.Delete(file);
        }
    }

    /// <summary>Ledgers that were set aside, or not brought back to the end.</summary>
    [GeneratedRegex(@"^\.(old\d+|restoring)(-wal|-shm|\.seal)?$")]
    private static partial Regex Copy();
}
