using DentalMigration.Ledger.Store;
using Microsoft.Data.Sqlite;

namespace DentalMigration.Ledger;

/// <summary>How a ledger is opened: from its file, or from its store.</summary>
public sealed partial class MigrationLedger
{
    /// <summary>Opens a ledger, or creates it. One that its store has newer comes from there.</summary>
    /// <param name="place">The file, and its store.</param>
    /// <param name="clock">Clock for stamps.</param>
    /// <param name="mustExist">True to refuse a missing one (undo, resume).</param>
    /// <exception cref="MigrationException">
    /// <c>LedgerNotFound</c>, <c>LedgerInUse</c>, <c>LedgerForeign</c> (not a ledger), <c>LedgerNewer</c>, <c>LedgerOlder</c>, <c>LedgerDamaged</c>, <c>LedgerFull</c>,
    /// <c>LedgerKeyNeeded</c>, <c>LedgerKeyWrong</c> and, of its store, <c>LedgerStoreUnreachable</c> and the like.
    /// </exception>
    public static MigrationLedger Open(LedgerPlace place, TimeProvider clock, bool mustExist = false)
    {
        ILedgerStore? store = place.Store?.Invoke();
        MigrationLedger? ledger = null;
        try
        {
            store?.Acquire(place.Tell);
            LedgerSnapshot? kept = store?.Find();
            bool cameBack = kept is not null && !File.Exists(place.Path);
            if (cameBack)
            {
                LedgerRecovery.Restore(store!, kept!, place, clock);
            }

            ledger = OpenFile(place, clock, mustExist);
            if (kept is not null && (ledger.Get("id") ?? kept.LedgerId) != kept.LedgerId)
            {
                throw StoreFailure.Foreign(store!.Name);
            }

            if (kept is not null && !LedgerKeeper.IsOf(ledger._file, kept))
            {
                ledger.Dispose();
                LedgerRecovery.Restore(store!, kept, place, clock);
                cameBack = true;
                ledger = OpenFile(place, clock, mustExist: true);
            }

            if (store is not null)
            {
                ledger.KeepIn(store, kept, cameBack, place);
            }

            return ledger;
        }
        catch
        {
            ledger?._file.Dispose();
            store?.Dispose();
            throw;
        }
    }

    /// <summary>Opens a ledger where there is one, on this machine or in its store; else null.</summary>
    /// <exception cref="MigrationException">As of <see cref="Open"/>.</exception>
    public static MigrationLedger? Find(LedgerPlace place, TimeProvider clock)
    {
        try
        {
            return place.MayExist ? Open(place, clock, mustExist: true) : null;
        }
        catch (MigrationException e) when (e.Code == "LedgerNotFound")
        {
            return null;
        }
    }

    private static MigrationLedger OpenFile(LedgerPlace place, TimeProvider clock, bool mustExist)
    {
        string name = System.IO.Path.GetFileName(place.Path);
        if (mustExist && !File.Exists(place.Path))
        {
            throw new MigrationException("LedgerNotFound", $"There is no ledger '{place.Path}'. Give the ledger of the migration that was run.");
        }

        LedgerConnection? file = null;
        try
        {
            file = LedgerConnection.Open(place.Path, create: !mustExist);
            bool isNew = LedgerSchema.Check(file, name);
            bool isSealed = file.Seal(isNew);
            return new MigrationLedger(file, place, clock) { IsUnsealed = !isSealed };
        }
        catch (SqliteException e)
        {
            file?.Dispose();
            throw LedgerFailure.Of(name, e);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    private void KeepIn(ILedgerStore store, LedgerSnapshot? kept, bool cameBack, LedgerPlace place)
    {
        if (place.Secret is null)
        {
            throw StoreFailure.KeyNeeded(System.IO.Path.GetFileName(Path));
        }

        _cipher.Demand();
        _keeper = new LedgerKeeper(_file, store, kept, cameBack ? _file.Commits : kept?.Commits ?? -1, Get("id")!, place.SnapshotInterval, Clock);
    }
}
