namespace DentalMigration.Ledger.Store;

/// <summary>What can go wrong with a ledger's store, and what to do.</summary>
internal static class StoreFailure
{
    public static MigrationException InUse(string name) => new(
        "LedgerInUse", $"The ledger in {name} is in use by another run. Wait for it to end; after a crash that takes up to a minute.");

    public static MigrationException Lost(string name, Exception? cause = null) => new(
        "LedgerStoreLost", $"The ledger's store {name} is not held any more: it could not be reached for too long, or another run took it. Nothing was sent since. Run again; the run goes on where it stopped.", cause!);

    public static MigrationException Unreachable(string name, Exception? cause, string why) => new(
        "LedgerStoreUnreachable", $"The ledger's store {name} cannot be reached ({why}). Nothing is sent without it. Run again when it can; the run goes on where it stopped.", cause!);

    public static MigrationException Refused(string name, int status) => new(
        "LedgerStoreRefused", $"The ledger's store {name} refuses the sign-in (HTTP {status}). Give the identity the role Storage Blob Data Contributor on the container, or a shared access signature with read, add, create, write, delete and list.");

    public static MigrationException Missing(string name) => new(
        "LedgerStoreMissing", $"There is no container or folder {name}. Create it; nobody but those who migrate should read it.");

    public static MigrationException Damaged(string name) => new(
        "LedgerStoreDamaged", $"The snapshot in {name} is not what was put there. Restore an earlier version of it, or bring the ledger from the machine that ran last.");

    public static MigrationException Foreign(string name) => new(
        "LedgerStoreForeign", $"The store {name} keeps another ledger. Give that ledger, or another store.");

    public static MigrationException Needed(string ledger, string store) => new(
        "LedgerStoreNeeded", $"Ledger '{ledger}' is kept in {store} as well. Give that store, so that both stay the same.");

    public static MigrationException KeyNeeded(string ledger) => new(
        "LedgerKeyNeeded", $"Ledger '{ledger}' is to be kept outside this machine, and its key would stay here. Give a ledger key.");
}
