namespace DentalMigration.Ledger.Store;

/// <summary>
/// A place outside the machine that keeps one ledger: its newest snapshot, and the pre-images written since. Held by one run at a time. Calls block; each
/// is repeated inside where the network fails.
/// </summary>
public interface ILedgerStore : IDisposable
{
    /// <summary>The store as the user named it, without secrets.</summary>
    string Name { get; }

    /// <summary>Takes the store for this run, waiting a little for a run that died to be forgotten.</summary>
    /// <param name="tell">Told where it has to wait.</param>
    /// <exception cref="MigrationException"><c>LedgerInUse</c>, <c>LedgerStoreUnreachable</c>, <c>LedgerStoreRefused</c>, <c>LedgerStoreMissing</c>.</exception>
    void Acquire(Action<string>? tell);

    /// <summary>Makes sure that the store is still ours: nothing may be sent to Dataverse where it is not.</summary>
    /// <exception cref="MigrationException"><c>LedgerStoreLost</c>.</exception>
    void DemandHeld();

    /// <summary>The newest snapshot, or null where the store is empty.</summary>
    LedgerSnapshot? Find();

    /// <summary>Copies the newest snapshot's file.</summary>
    /// <param name="target">Where to; at its end.</param>
    void Download(Stream target);

    /// <summary>The pre-images written since a snapshot, oldest first: pieces as they were appended.</summary>
    /// <param name="generation">The snapshot's.</param>
    IEnumerable<byte[]> ReadJournals(long generation);

    /// <summary>Begins a journal of pre-images: those written after the ledger's file was last brought up to date.</summary>
    /// <returns>Its generation, greater than any before.</returns>
    long BeginJournal();

    /// <summary>Appends to the journal; in the store when this returns.</summary>
    /// <param name="piece">Whole lines, at most 4 MiB.</param>
    void Append(ReadOnlyMemory<byte> piece);

    /// <summary>Puts a snapshot in place of the newest, all of it or nothing, and forgets the journals before it.</summary>
    /// <param name="snapshot">What it is.</param>
    /// <param name="read">Reads the file: fills a buffer from a position, and says how much.</param>
    void Upload(LedgerSnapshot snapshot, Func<long, Memory<byte>, int> read);

    /// <summary>Deletes all that is kept of the ledger.</summary>
    void Purge();
}
